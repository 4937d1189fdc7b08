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
storyboard-figures = 💵 <b>{ $price }</b> · { $wait } to make
storyboard-ask = Tap a scene to change it. Nothing is paid until you approve.
storyboard-taking-over = ⏳ Taking it over…

storyboard-scene-button = ✏️ { $beat }
storyboard-add = ➕ Add a scene
storyboard-approve = ✅ Approve · { $price }
storyboard-cancel = ✖️ Cancel the film

storyboard-edit-refused = ⚠️ Your last change could not be taken over, the storyboard is as it was.
storyboard-planned-by-rules = ⚠️ The screenwriter is not available right now, so your text was simply divided into scenes. Do look through them.
storyboard-not-connected = ⚠️ The scenes could not be matched to each other: look and light may change from one to the next.
storyboard-not-rewritten = ⚠️ Scene { $beat } could not be matched to the others: look and light may differ there.
storyboard-model-replaced = ⚠️ { $asked } is no longer on offer, { $given } makes this film instead.
storyboard-text-shortened = ⚠️ A text was too long for the model, only its first { $given } characters are used.
storyboard-no-start-image = ⚠️ This model begins every scene with a picture of its own: the scenes will not flow into each other.
