# The film in the chat, the buttons under it, and /history.

delivery-ready = 🎬 <b>Your film is ready</b>
delivery-ready-for = 🎬 <b><a href="tg://user?id={ $personId }">{ $name }</a>, your film is ready</b>
delivery-new-cut = 🎬 <b>The new version of your film</b>
delivery-new-cut-for = 🎬 <b><a href="tg://user?id={ $personId }">{ $name }</a>, the new version of your film</b>
delivery-facts =
    📹 { $models } · { $quality } · { $scenes ->
        [one] { $scenes } scene
       *[other] { $scenes } scenes
    } · { $length }
delivery-cost = 💵 { $cost } · ⏱ made in { $took }
delivery-cost-so-far = 💵 { $cost } with the earlier versions · ⏱ made in { $took }
delivery-left-today = 👛 Left for today: { $left }

delivery-smaller = 🗜 Compressed to fit into Telegram.
delivery-smaller-full = 🗜 Compressed to fit into Telegram. <a href="{ $link }">Download it in full quality</a>: the link works for { $holds }.
delivery-too-large = 📦 The file has { $megabytes } MB, more than Telegram takes. <a href="{ $link }"><b>Download the film</b></a>: the link works for { $holds }, after that /history gives you a new one.
delivery-upload-failed = 📡 The film could not be uploaded to the chat itself. <a href="{ $link }"><b>Download the film</b></a>: the link works for { $holds }, after that /history gives you a new one.
delivery-maybe-twice = 🔁 If the film came twice, it is the same one: the connection broke while it was sent.
delivery-days =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
delivery-hours =
    { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }

delivery-note-missing = ⚠️ Scene { $scene } did not work out: the film goes without it.
delivery-note-left-out = ⚠️ The clip of scene { $scene } arrived damaged: the film goes without it.
delivery-note-part-missing = ⚠️ Scene { $scene } is not complete: one of its shots is missing.
delivery-note-length = ⚠️ The film is { $length } long instead of { $planned }.
delivery-note-lost = 💸 A try that failed may have been charged: the sum above includes it.
delivery-note-kept = ↩️ Scene { $scene } could not be shot again: the film has its earlier take.

delivery-unbrought-send = 📤 Send me the film
delivery-unbrought = 🎬 <b>Your film is ready</b>, only I could not bring it to this chat: tap the button and I send it now.
delivery-unbrought-gone = 🗑 <b>Your film was made</b>, but its file was lost before I could bring it to you. It can be made anew from the same text.

delivery-button-shoot = 🎬 Re-shoot a scene
delivery-button-more = ➕ Make it longer

# Re-shooting a scene.

delivery-shoot-choose = 🎬 <b>Which scene shall be shot again?</b>
delivery-shoot-line = <b>{ $scene }.</b> { $text }
delivery-shoot-line-missing = <b>{ $scene }.</b> { $text } <i>(not in the film yet)</i>
delivery-shoot-scene =
    🎬 <b>Scene { $scene } of { $scenes }</b>
    <blockquote>{ $text }</blockquote>
delivery-shoot-new-text =
    🎬 <b>Scene { $scene } of { $scenes }, new text</b>
    <blockquote>{ $text }</blockquote>
delivery-shoot-model = 📹 { $model }, { $seconds } s
delivery-shoot-only = Only this scene is shot again, all others stay as they are.
delivery-shoot-following = Scenes { $from } to { $to } are shot again, all others stay as they are.
delivery-shoot-starts =
    { $how ->
        [many] They begin on the picture on which scene { $scene } ends.
       *[one] It begins on the picture on which scene { $scene } ends.
    }
delivery-shoot-ends = It ends on the picture with which scene { $scene } begins, so the join stays smooth.
delivery-shoot-may-jump = This model cannot end on a given picture, so the join to scene { $scene } may become abrupt.
delivery-shoot-do = ✅ Re-shoot for { $price }
delivery-shoot-old-text = ↩️ Text as before
delivery-shoot-and-following = ⏩ And all that follow
delivery-shoot-just-one = 🎬 Only this scene
delivery-shoot-models-following = 📹 <b>Which model shall shoot scenes { $from } to { $to }?</b>

# Making it longer.

delivery-more-count =
    ➕ <b>How many scenes shall follow?</b>
    The film goes on from its last picture. What is shot already stays as it is.
delivery-more-count-button =
    { $scenes ->
        [one] { $scenes } scene · { $price }
       *[other] { $scenes } scenes · { $price }
    }
delivery-more-next =
    ✏️ <b>What happens next?</b>
    Tell me in one message. Or leave it to me.
delivery-more-decide = 🎲 You decide
delivery-more-default-prompt = The story goes on. Show what naturally happens after the last scene, with the same characters in the same world, and bring it to a striking ending.
delivery-more-scenes =
    ➕ <b>{ $scenes ->
        [one] { $scenes } more scene
       *[other] { $scenes } more scenes
    }</b>
delivery-more-decided = <i>I will think of what happens next.</i>
delivery-more-length = 🎞 The whole film will be { $length } long.
delivery-more-do = ✅ Shoot for { $price }
delivery-more-full = This film is as long as a film can be. But the next one can begin: /new

# Both.

delivery-price = 💵 <b>{ $price }</b> · ⏳ { $wait }

delivery-at-work = This film is still being worked on. Once that is done, you can change more.
delivery-held = First decide about the scene that did not work out: /status shows the question.
delivery-newer = There is a newer version of this film. The buttons are under that one.
delivery-outdated = Something happened to the film while you were choosing. Please begin again with the buttons under it.

# /history.

delivery-history =
    🎞 <b>Your films</b>
    Tap a number and I send that film again.
delivery-history-empty = 🎞 There are no finished films yet. Shall we make the first? /new
delivery-history-line =
    <b>{ $number }.</b> { $title }
    <i>{ $date } · { $length } · { $cost }</i>
delivery-history-newer = ◀️ Newer
delivery-history-older = Older ▶️
delivery-history-group = 🎞 I show your films in our private chat: send me /history there.
delivery-again =
    🎞 <b>{ $date }</b> · { $length } · { $cost }
    <blockquote>{ $title }</blockquote>
delivery-gone =
    🗑 This film is gone: files are kept for { $days ->
        [one] { $days } day
       *[other] { $days } days
    }. But it can be made anew from the same text.
    <blockquote>{ $title }</blockquote>
delivery-gone-for-good =
    🗑 This film is gone: files are kept for { $days ->
        [one] { $days } day
       *[other] { $days } days
    }. /new makes another one; its text began like this:
    <code>{ $title }</code>
delivery-again-unclear = 📡 The connection broke while the film was on its way. If it is not in the chat, choose it once more: /history
delivery-again-away = 📡 I cannot get the film from its store just now. It is not lost: please try again in a few minutes.
