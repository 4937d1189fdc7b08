# The menu of the owners, besides everybody's commands in common.ftl.

command-stats = Films, spending and failures of today
command-allow = Let somebody in
command-deny = Shut somebody out
command-limit = What somebody may spend a day
