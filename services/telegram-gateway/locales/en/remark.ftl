# What is made otherwise than it was asked for, and why a change was not made: the same on the card of a film, on the
# storyboard, while it is shot and with the film.

remark-model-replaced = 📹 { $asked } is no longer available, { $given } takes its place.
remark-seconds-changed = ⏱ Scenes last { $given } s instead of { $asked }: that is what the model can do.
remark-split-into-shots = 🎞 Each scene is made of several shots in a row: { $seconds } s.
remark-cropped = 📐 The model shoots { $rendered }, so the picture is cropped to { $asked }.
remark-upscaled = 🔍 The model shoots { $rendered }, so the picture is upscaled to { $asked }.
remark-downscaled = 🔍 The model shoots only { $rendered }: the picture is scaled down to { $asked }, which nobody will notice.
remark-sound-missing = 🔇 This model records no sound, so the film is silent.
remark-sound-removed = 🔇 This model always records sound: I take it out afterwards.
remark-prompt-shortened = ✂️ One text is too long for the model: it goes by the first { $given } characters.
remark-start-image-unsupported = ✂️ This model begins every scene on a picture of its own: the joins may be abrupt.

remark-planned-by-rules = ✂️ The screenwriter did not answer, so your text was cut into scenes as it stands.
remark-not-connected = ✂️ The scenes could not be tied together: the joins may be abrupt.
remark-scene-not-rewritten =
    { $count ->
        [one] ✂️ Scene { $scenes } could not be matched to the others: light and look may differ there.
       *[other] ✂️ Scenes { $scenes } could not be matched to the others: light and look may differ there.
    }

remark-refused =
    { $reason ->
        [over-budget] ⚠️ That would cost more than this film may. Nothing was changed: ask for less, or choose a cheaper model.
        [model-gone] ⚠️ A model that this needs is no longer available. Nothing was changed: please choose another one.
        [too-many-scenes] ⚠️ A film cannot have that many scenes. Nothing was changed: please ask for fewer.
        [texts-too-long] ⚠️ The texts of all scenes together are too long. Nothing was changed: please shorten them and try again.
       *[another] ⚠️ That could not be done. Nothing was changed and nothing was charged; you can choose something else.
    }
