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
storyboard-not-rewritten =
    ⚠️ { $count ->
        [one] Scene { $beats } could not be matched to the others: look and light may differ there.
       *[other] Scenes { $beats } could not be matched to the others: look and light may differ there.
    }
storyboard-model-replaced = ⚠️ { $asked } is no longer on offer, { $given } makes this film instead.
storyboard-text-shortened = ⚠️ A text was too long for the model, only its first { $given } characters are used.
storyboard-no-start-image = ⚠️ This model begins every scene with a picture of its own: the scenes will not flow into each other.

## One scene

storyboard-scene-figures =
    <b>Scene { $beat } of { $scenes }</b>
    { $seconds } s{ $price }{ $seam ->
        [continuous] {" · "}flows on from the scene before
        [cut] {" · "}begins after a cut
       *[first] {""}
    }{ $shots ->
        [1] {""}
       *[other] {" · "}filmed in { $shots } shots
    }
storyboard-text = { $text }
storyboard-prompt =
    🎥 <b>What the video model is told</b>
    <i>{ $text }</i>
storyboard-reword = ✏️ New text
storyboard-length = ⏱ Length
storyboard-length-choice = { $seconds } s{ $price }
storyboard-lengths = ⏱ How long should scene { $beat } be? It is { $seconds } s now.
storyboard-up = ⬆️ Earlier
storyboard-down = ⬇️ Later
storyboard-join = 🔗 Let it flow on
storyboard-cut = ✂️ Begin after a cut
storyboard-add-after = ➕ Scene after it{ $price }
storyboard-drop-yes = 🗑 Yes, drop it{ $price }
storyboard-drop = 🗑 Drop{ $price }
storyboard-back = ◀️ Back

storyboard-drop-ask =
    🗑 Drop scene { $beat }? Its text will be gone:

    <i>{ $text }</i>
storyboard-words-ask =
    ✏️ Write in a message what happens in scene { $beat }. The other scenes stay as they are.

    Now it reads (tap to copy):
    <code>{ $text }</code>
storyboard-add-ask =
    ➕ Write in a message what happens in the new scene, after scene { $after }.{ $price ->
        [none] {""}
       *[other] {" "}Price: { $price }.
    }

## Answers

storyboard-toast-taken = Taking it over…
storyboard-toast-busy = I am still taking over your last change. A moment, please.
storyboard-toast-approved = 🎬 Filming begins.
storyboard-toast-last-scene = A film needs at least one scene. To call it off, press “Cancel the film”.
storyboard-toast-no-further = It cannot be moved any further.
storyboard-toast-too-many-scenes = The film has as many scenes as it can have. Drop one first.
storyboard-toast-model-gone = The model of this film is no longer on offer. Please begin a new film with /new.
storyboard-toast-too-dear = With that the film would cost { $price }, and you said { $most } at the most.
storyboard-words-wanted = I need a text for the scene. Please write in a message what happens in it.
storyboard-words-too-long = That is { $characters } characters, a scene takes { $most }. Please send it a bit shorter.
storyboard-words-late = The storyboard has changed meanwhile, so I did not use your text. Here it is as it stands; tap the scene again.
