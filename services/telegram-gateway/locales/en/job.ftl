# A film in the making: its status message, the questions it may ask, /status, /cancel, /retry.

job-title = 🎬 <b>{ $title }</b>
job-facts =
    📹 { $model } · { $scenes ->
        [one] { $scenes } scene
       *[other] { $scenes } scenes
    } · { $length }
job-for = <a href="tg://user?id={ $personId }">{ $name }</a>, this is about your film.

job-stage-planning = ✍️ <b>Writing the scenes</b>
job-stage-changing = ⏳ <b>Passing it on…</b>
job-stage-rendering = 🎥 <b>Shooting scene { $scene } of { $scenes }</b>
job-stage-joining = 🎞 <b>Joining the scenes</b>
job-stage-delivering = 📤 <b>Bringing you the film</b>

job-bar = { $bar } { $percent }%

job-scene-ready = ✅ <b>{ $scene }.</b> { $text }
job-scene-making = 🎥 <b>{ $scene }.</b> { $text }
job-scene-making-again = 🎥 <b>{ $scene }.</b> { $text } <i>(take { $take })</i>
job-scene-waiting = ⏳ <b>{ $scene }.</b> { $text }
job-scene-failed = ⚠️ <b>{ $scene }.</b> { $text }
job-scene-left-out = ➖ <b>{ $scene }.</b> <s>{ $text }</s>

job-time = ⏱ { $passed } so far, { $left } to go
job-time-overdue = ⏱ { $passed } so far. This is taking longer than usual; I keep at it, you need not do anything.
job-spent = 💵 { $spent } spent of { $total }
job-spent-nothing = 💵 Nothing spent yet, { $total } in all
job-lost = 💸 { $lost } of that went into tries that gave no clip.

job-button-cancel = ✖️ Stop the film
job-button-stop = ✖️ Yes, stop
job-button-go-on = ▶️ No, go on

job-cancel-ask = ✋ <b>Really stop this film?</b>
job-cancel-nothing = Nothing has been paid yet.
job-cancel-paid =
    { $scenes ->
        [0] { $spent } has been paid so far.
        [one] { $scenes } scene is made and paid ({ $spent }). It is kept: /retry goes on from there.
       *[other] { $scenes } scenes are made and paid ({ $spent }). They are kept: /retry goes on from there.
    }
job-cancel-making = The scene that is being shot right now may still be charged.

job-held-title = ⚠️ <b>Scene { $scene } could not be made</b>
job-why =
    { $code ->
        [moderated] The model refused this scene: its filter sees something forbidden in the text or the picture. That is often a mistake. Other words help most, sometimes simply another try.
        [provider-refused] The video service did not accept this scene. Other words or another model can help.
        [provider-unauthorised] The video service does not let me in: the key of this bot or its credit has run out. Its owner has to see to that; after that, try again.
        [provider-failed] The video service broke off while shooting it.
        [provider-timeout] The video service did not get it done in time.
        [ambiguous] The connection broke just as the scene was ordered, so nobody knows whether it was shot and charged. I count it as paid and will not order it again unless you say so.
        [over-budget] It would go over a spending limit, so I did not order it.
        [cancelled] It was stopped at the video service.
        [clip-damaged] What the video service sent cannot be played.
        [output-lost] It was shot, but the video service no longer had the clip when I came for it.
       *[tool-failed] Something broke on my side while I was working on it. That is not your fault.
    }
job-held-ready =
    { $count ->
        [0] No other scene is made yet.
        [one] ✅ Scene { $scenes } is ready and stays as it is.
       *[other] ✅ Scenes { $scenes } are ready and stay as they are.
    }
job-held-earlier = ↩️ The earlier take of this scene is still there.
job-held-not-charged = 💵 { $spent } spent so far; nothing was charged for what failed.
job-held-charged = 💵 { $spent } spent so far, { $lost } of it for tries that gave no clip.
job-held-rest =
    { $count ->
        [one] ⏳ Then scene { $scenes } follows as planned, for { $price }.
       *[other] ⏳ Then scenes { $scenes } follow as planned, for { $price }.
    }
job-held-ask = <b>What shall we do with it?</b>

job-button-reword = ✏️ New text · { $price }
job-button-again = 🔁 Try again · { $price }
job-button-skip = ➖ Do without it
job-button-finish = 🎞 Make the film of what there is
job-button-keep = ↩️ Keep the earlier take
job-button-keep-and-go-on = ↩️ Keep the earlier take, go on · { $price }
job-button-resume = 🔁 Go on · { $price }
job-button-resume-free = 🔁 Try again, free of charge

job-models-none = 📹 No other model is available at the moment.

job-failed-title = ❌ <b>The film could not be made</b>
job-failed-why =
    { $code ->
        [no-scene-rendered] Not a single scene came out.
        [over-budget] The film ran into a spending limit.
        [provider-unauthorised] The video service does not let me in: the key of this bot or its credit has run out. Its owner has to see to that; after that, go on here.
        [film-failed] The scenes are made, but I could not join them into a film. That is my fault, not yours.
       *[planning-failed] I could not turn your text into scenes.
    }
job-failed-cost =
    { $charged ->
        [no] 💵 Nothing was charged.
       *[yes] 💵 { $spent } was charged for what was made, nothing for what failed.
    }
job-failed-lost = 💵 { $spent } was charged, { $lost } of it for tries that gave no clip.

job-cancelled-title = ⏹ <b>Stopped</b>
job-cancelled-by-operator = ⏹ <b>Stopped by the owner of the bot</b>
job-cancelled-cost =
    { $charged ->
        [no] 💵 Nothing was charged.
        [not-yet] 💵 Nothing has been charged so far.
       *[yes] 💵 { $spent } was charged until then.
    }
job-cancelled-making = ⏳ The scene that was just being shot may still be charged: { $price }.
job-rest-ready =
    { $count ->
        [one] ✅ Scene { $scenes } is ready and is kept: it is not paid again.
       *[other] ✅ Scenes { $scenes } are ready and are kept: they are not paid again.
    }
job-rest-missing =
    { $count ->
        [one] ⏳ Still to be made: scene { $scenes }, for { $price }.
       *[other] ⏳ Still to be made: scenes { $scenes }, for { $price }.
    }

job-too-old =
    ⌛ <b>It has been too long: this film cannot go on</b>
    I do not keep what that takes for so long. But it can be made anew from the same text.
job-too-old-films = 🎬 The films you already have stay with you: /history

job-rejected-title = 🚫 <b>This film cannot be made like that</b>
job-rejected-why =
    { $code ->
        [unknown-model] The chosen model is no longer available. Choose another one: /new
        [mode-not-available] Films are not shot that way yet. Begin again with /new and leave that setting as it is.
        [over-budget] It would cost more than its limit. Fewer or shorter scenes, or a cheaper model, make it possible: /new
       *[bad-request] It would need more shots than a film can have. Fewer or shorter scenes make it possible: /new
    }
job-nothing-charged = 💵 Nothing was charged.

job-done = ✅ <b>{ $title }</b>
job-done-facts = The film is ready: { $length } long, shot in { $took }, { $cost } in all.

job-clip =
    🎬 Scene { $scene } of { $scenes }{ $parts ->
        [1] {""}
       *[other] {", shot "}{ $part } of { $parts }
    } · take { $take } · { $price }

job-status-none = 🎬 Nothing is being shot at the moment. Shall we begin? /new
job-status-list = 🎬 <b>Your films in the making</b>
job-status-line =
    <b>{ $number }.</b> { $title }
    <i>{ $state }</i>
job-state =
    { $stage ->
        [planning] writing the scenes
        [approval] the storyboard waits for you
        [rendering] shooting, { $ready } of { $scenes } scenes ready
        [joining] joining the scenes
        [delivering] on its way to you
        [held] a question for you: one scene could not be made
        [failed] could not be made
        [cancelled] stopped
       *[delivered] finished
    }
job-cancel-none = ✖️ Nothing is being shot, so there is nothing to stop.
job-cancel-which = ✖️ <b>Which film shall I stop?</b>
job-retry-none = 🔁 There is no film that broke off. /new begins a new one.
job-retry-which = 🔁 <b>Which film shall go on?</b>

job-toast-going-on = Going on
job-toast-stopped = Stopped
job-toast-price = The price has changed, please look again.
job-reword-late = ✋ This scene was settled in the meantime.
