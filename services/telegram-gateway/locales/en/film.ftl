# A new film: from the greeting to Accept.

film-home =
    🎬 Hello, { $name }!
    Write what the film is about and I will shoot it: several scenes that flow into each other.

    I show the price and the time first. Nothing is spent until you press Accept.
film-home-last = ♻️ Last time it was: <i>{ $prompt }</i>
film-home-new = 📹 Text → Video
film-home-again = ♻️ The same again
film-home-go-on = ▶️ Back to what you began
film-home-help = ❓ Help

# The model.

film-model-title = 📹 <b>Which model should shoot it?</b>
film-model-recommended = ⭐ <b>{ $model }</b>, recommended
film-model-name = <b>{ $model }</b>
film-model-sound-optional = { $silent } a second, { $sound } with sound
film-model-sound-always = { $sound } a second, always with sound
film-model-sound-never = { $silent } a second, no sound
film-model-can = { $shapes } · { $qualities } · shots of { $seconds } s · 🖼 can start from your picture
film-model-can-no-picture = { $shapes } · { $qualities } · shots of { $seconds } s · cannot start from your picture
film-model-button = { $model } · from { $rate }/s

# Sound, quality, shape.

film-look-title =
    🎛 <b>Sound, quality and shape</b>
    { $model }, { $rate } a second
film-look-sound = 🔊 Sound
film-look-silent = 🔇 No sound
film-look-done = Next ▶️
film-mark-mute = it has none
film-mark-muted = taken out
film-mark-upscaled = upscaled
film-mark-cropped = cropped

# The prompt.

film-prompt-title =
    ✏️ <b>What is the film about?</b>
    Describe it in one message of up to { $most } characters: who, where, what happens, what light and mood. I will split it into scenes.
film-prompt-examples =
    For example:
    <i>A red fox runs through a snowy forest at dawn. A night train passes far away, the snow glitters, the camera flies low over the ground.</i>

    <i>An old lighthouse keeper lights the lamp in a storm. A fishing boat fights its way to the shore. Warm light against blue darkness, like in an old movie.</i>
film-prompt-present =
    This is the text for now:
    <blockquote>{ $prompt }</blockquote>
film-prompt-keep = Keep this text ▶️
film-prompt-picture = 🖼 You can send a picture too, and the film will start from it.

# Length of a scene and number of scenes.

film-seconds-title =
    ⏱ <b>How long is a scene?</b>
    { $model } shoots { $seconds } s in one go. A longer scene is made of several shots in a row.

    Tap, or write a number of your own from { $least } to { $most }.
film-seconds-button = { $seconds } s
film-seconds-shots-button =
    { $shots ->
        [one] { $seconds } s · { $shots } shot
       *[other] { $seconds } s · { $shots } shots
    }
film-scenes-title =
    🎞 <b>How many scenes?</b>
    One scene lasts { $seconds } s and costs { $price }.

    Tap, or write a number up to { $most }.

# The card of the film.

film-summary-title =
    🎬 <b>Have a look, and we can shoot</b>
    <blockquote>{ $prompt }</blockquote>
film-summary-model = 📹 { $model }
film-summary-look-sound = 🎛 { $aspect }, { $quality }, with sound
film-summary-look-silent = 🎛 { $aspect }, { $quality }, no sound
film-summary-scenes =
    🎞 { $scenes ->
        [one] { $scenes } scene
       *[other] { $scenes } scenes
    } × { $seconds } s = { $length }
film-summary-picture = 🖼 Starts from your picture
film-summary-picture-shape = ⚠️ Your picture has another shape than { $aspect }: the model will crop it or paint the edges.
film-summary-picture-unused = ⚠️ This model cannot start from a picture: the film starts without it.
film-summary-price = 💵 <b>{ $price }</b>, and never more than { $most }, even if something has to be shot again
film-summary-over-most = ⚠️ You said { $most } at most, and this film costs more. Take fewer or shorter scenes.
film-summary-used = 👛 Spent today: { $used }
film-summary-wait = ⏳ Shooting takes { $wait }
film-summary-storyboard = 📝 First I show you the storyboard and start shooting once you approve it.
film-summary-at-once = ▶️ I start shooting right away.
film-accept = ✅ Accept
film-change-model = 📹 Model
film-change-look = 🎛 Sound and shape
film-change-prompt = ✏️ Text
film-change-seconds = ⏱ Scene length
film-change-scenes = 🎞 Scenes
film-drop-picture = 🖼 No picture

# A text at another moment, and one that is too long.

film-more-title =
    ✏️ <b>One more text. What shall I do with it?</b>
    <blockquote>{ $text }</blockquote>
    Back leaves everything as it was.
film-more-add = ➕ Add it
film-more-instead = 🔁 Take it instead
film-too-long =
    ✋ <b>That is a bit too long</b>
    The text has { $characters ->
        [one] { $characters } character
       *[other] { $characters } characters
    } and there is room for { $most }: { $over } too many. It is kept for now. Send a shorter one, or let us take just the beginning.
film-too-long-cut = ✂️ Take the first { $most } characters

# The line above a step: what was understood, and what is in the way.

film-note-idea = 👌 I take your text as the idea and proposed the rest. You can change anything.
film-note-question = 🤔 That looks like a question. /help tells what I can do, /budget what it costs. If it is the idea of a film, here is its card.
film-note-prompt-taken = 👌 That will be the text of the film, noted. Now for the rest.
film-note-pieces-joined = 👌 Telegram cut your text into pieces, I put them together again.
film-note-no-words = 🤔 I did not get that. Describe the film in words, or tap a button.
film-note-seconds-limits = ✋ A scene lasts from { $least } to { $most } seconds.
film-note-scenes-limits = ✋ A film has from { $least } to { $most } scenes.
film-note-model-retired = ✋ { $model } is no longer available. Please choose another model.
film-note-picture-taken = 🖼 I have your picture, the film will start from it.
film-note-picture-taken-unused = 🖼 I have your picture, but { $model } cannot start from it. Choose another model if the picture matters.
film-note-album = 🖼 A film starts from one picture: of these I take the first.
film-note-picture-gone = 🖼 Your picture was kept too long ago and is gone. Send it again, or we shoot without it.
film-note-picture-unknown = 🖼 I cannot look for your picture just now, so nothing was ordered. Please try again in a moment.
film-note-over-most = ✋ The film costs more than you said: { $price } instead of { $most }. Take fewer scenes or a cheaper model.

film-picture-too-large = 🖼 This picture is too heavy: I take up to { $megabytes } MB. Please send a smaller one.
film-picture-unreadable = 🖼 I cannot see a picture in this. Please send a photo, JPEG or PNG.
film-picture-too-small = 🖼 This picture is too small: { $width } × { $height }. It needs at least { $least } pixels on each side.
film-picture-too-wide = 🖼 This picture is too large: { $width } × { $height }. It may have at most { $most } pixels on each side.

# Answers to buttons, and the end of choosing.

film-accepted-already = This film was accepted or closed already. /status shows how it goes, /cancel stops it.
film-nothing-open = There is nothing to choose here any more. For a new film: /new
film-nothing-before = There is nothing to repeat yet: begin with /new
film-no-models = No model is available right now. The owner of the bot has to mend that, please look in a little later.

# Everything in one line: /new.

film-line-unknown = ✋ I do not know <code>{ $given }</code>.
film-line-unknown-nearest = ✋ I do not know <code>{ $given }</code>. Did you mean <code>{ $nearest }</code>?
film-line-no-value = ✋ <code>{ $option }</code> needs a value behind it.
film-line-bad-number = ✋ <code>{ $option }</code> goes from { $least } to { $most }, you wrote <code>{ $given }</code>.
film-line-bad-word = ✋ <code>{ $option }</code> can be { $known }, you wrote <code>{ $given }</code>.
film-line-bad-budget = ✋ <code>--budget</code> is in dollars, for example <code>--budget 3.50</code>, you wrote <code>{ $given }</code>.
film-line-unknown-model = ✋ There is no model “{ $given }”. There are { $known }.
film-line-options =
    Everything you can say:
    <code>--scenes 4 --seconds 8 --model veo_3_1_fast --quality 1080p --aspect 9:16 --no-sound --budget 5</code>
film-line-yours =
    Your line is not lost, copy and mend it:
    <code>{ $line }</code>
film-line-above = Your line is not lost, it stands above in the chat: mend it and send it again.

# What the bot does not understand.

film-other-voice = 🎙 I cannot listen yet. Write the same as text and I will shoot it.
film-other-video = 🎞 I cannot work from a video yet. Describe the film in words, or send a picture and it will start from it.
film-other-sticker = 🙂 A fine sticker, but I cannot shoot from it. Describe the film in words.
film-other-file = 📎 I do not open files. Send a picture as a photo and a text as an ordinary message.
film-other-location = 📍 I see the place, but I can shoot it only from a description: what is there, how does it look?
film-other-anything = 🤔 I do not know what to do with this. Describe the film in words or send a picture.
film-unknown-command = 🤔 There is no command /{ $name }. A new film: /new, all the rest: /help
