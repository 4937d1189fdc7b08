export * from './scope.js';
export * from './change-scope.js';
export * from './heard-cut.js';
