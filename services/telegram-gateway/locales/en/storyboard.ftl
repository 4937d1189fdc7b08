# The storyboard before anything is made: read it, change it, approve it.

storyboard-title =
    🎬 <b>The storyboard of your film</b>
    { $scenes ->
        [one] One scene
       *[other] { $scenes } scenes
    } · { $length } · { $model }
storyboard-start-picture = 🖼 The film opens on your picture.
storyboard-scene =
    <b>{ $beat }.</b> { $seconds } s{ $seam ->
        [continuous] {" · "}flows on
        [cut] {" · "}cut
       *[first] {""}
    }
    { $text }
storyboard-figures = 💵 <b>{ $price }</b> · { $wait } to shoot
storyboard-ask = Tap a scene to change it. Nothing is paid until you approve.
storyboard-taking-over = ⏳ Taking it over…

storyboard-scene-button = ✏️ { $beat }
storyboard-add = ➕ Add a scene
storyboard-approve = ✅ Approve · { $price }

## One scene

storyboard-scene-figures =
    <b>Scene { $beat } of { $scenes }</b>
    { $seconds } s{ $price }{ $seam ->
        [continuous] {" · "}flows on from the scene before
        [cut] {" · "}begins after a cut
       *[first] {""}
    }{ $shots ->
        [1] {""}
       *[other] {" · "}{ $shots } shots in a row
    }
storyboard-text = { $text }
storyboard-prompt =
    📹 <b>What the video model is told</b>
    <i>{ $text }</i>
storyboard-length = ⏱ Length
storyboard-length-choice = { $seconds } s{ $price }
storyboard-lengths =
    ⏱ <b>How long should scene { $beat } be?</b>
    It is { $seconds } s now.
storyboard-up = ⬆️ Earlier
storyboard-down = ⬇️ Later
storyboard-join = 🔗 Let it flow on
storyboard-cut = ✂️ Begin after a cut
storyboard-add-after = ➕ Scene after it{ $price }
storyboard-drop-yes = ➖ Yes, drop it{ $price }
storyboard-drop = ➖ Drop{ $price }

storyboard-drop-ask =
    ➖ <b>Drop scene { $beat }?</b> Its text will be gone:

    <i>{ $text }</i>
storyboard-add-ask =
    ➕ <b>What happens in the new scene, after scene { $after }?</b>
    Send its text in one message.{ $price ->
        [none] {""}
       *[other] {" "}Price: { $price }.
    }

## Answers

storyboard-toast-taken = Taking it over…
storyboard-toast-approved = 🎬 Shooting begins.
storyboard-toast-last-scene = A film needs at least one scene. If you do not want it at all, press “Stop the film”.
storyboard-toast-no-further = It cannot be moved any further.
storyboard-toast-too-many-scenes = The film has as many scenes as it can have. Drop one first.
storyboard-toast-model-gone = The model of this film is no longer available. Please begin a new film: /new
storyboard-toast-too-dear = With that the film would cost { $price }, and you said { $most } at the most.
storyboard-words-late = The storyboard has changed meanwhile, so I did not use your text. Here it is as it stands; tap the scene again.
