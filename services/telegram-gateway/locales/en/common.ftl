# Shared words: buttons, answers for any case, the commands in Telegram's menu.

back = ◀️ Back
cancel = ✖️ Cancel
close = ✖️ Close
settings = ⚙️ Settings
new-text = ✏️ New text
other-model = 📹 Another model
same-text = ♻️ Same text again
model-at-price = { $model } · { $price }

quoted = <blockquote>{ $text }</blockquote>
to-copy = <code>{ $text }</code>

which-model = 📹 <b>Which model shall shoot scene { $scene }?</b>
scene-text-ask =
    ✏️ <b>What happens in scene { $scene }?</b>
    Send the new text in one message{ $price ->
        [none] {"."}
       *[other] {", and I shoot the scene again for "}{ $price }.
    } This is the present one (tap to copy):
text-wanted = ✋ This needs words: please describe the scene in a text.
text-too-long =
    ✋ That is { $characters ->
        [one] { $characters } character
       *[other] { $characters } characters
    }, and only { $most } fit. Please shorten it and send it again.
reply-in-group = 💬 In a group, reply to this very message, or I will not hear you.

accepted = Accepted, on it
closed = 👌 Closed. Nothing was ordered and nothing was spent. For a new film: /new
busy = One moment: your last choice is still being passed on.
model-gone = This model is no longer available. Please choose another one.
changed = ✋ Something has changed in the meantime. This is how it stands now: if it is right, press the button once more.
not-yours = Only the person who ordered this film can do that.
too-old = This film cannot be changed any more: its scenes are not kept for so long. But it can be made anew from the same text.
not-checked = I cannot check the scenes of this film just now, so nothing was ordered. Please try again in a moment.
forgotten = This film was too long ago, I do not remember it any more. For a new one: /new
old-buttons = These buttons are out of date. There are newer ones further down, and /new begins a new film.
not-your-buttons = These buttons belong to whoever opened them. For a film of your own: /new
picture-unused = 🖼 I cannot use a picture for a scene, only your words.
went-wrong = Something went wrong and I could not answer. Please do that once more. If it does not help, /status shows how your films are doing.

about-seconds =
    { $seconds ->
        [one] about { $seconds } second
       *[other] about { $seconds } seconds
    }
about-minutes =
    { $minutes ->
        [one] about a minute
       *[other] about { $minutes } minutes
    }
about-hours =
    { $hours ->
        [1] about an hour
       *[other] about { $hours } hours
    }

command-start = Start from the top
command-new = Make a new film
command-status = How the shooting goes
command-history = My films
command-settings = Language and settings
command-cancel = Stop a film
command-retry = Go on with a film that broke off
command-budget = What is spent and what is left
command-help = What I can do
command-terms = Terms and data

bot-description =
    Write what the film is about and I shoot it: several scenes that flow into each other.

    You choose the model, the sound, the shape and the length. Price and time are shown before anything is made, and nothing is spent until you press Accept.
bot-short-description = One text becomes a whole film of several scenes. The price is shown first.
