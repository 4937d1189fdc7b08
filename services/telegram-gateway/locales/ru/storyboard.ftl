# Раскадровка до съёмки: прочитать, поправить, утвердить.

storyboard-title =
    🎬 <b>Раскадровка вашего фильма</b>
    { $scenes ->
        [one] { $scenes } сцена
        [few] { $scenes } сцены
       *[other] { $scenes } сцен
    } · { $length } · { $model }
storyboard-start-picture = 🖼 Фильм начнётся с вашей картинки.
storyboard-scene =
    <b>{ $beat }.</b> { $seconds } с{ $seam ->
        [continuous] {" · "}без склейки
        [cut] {" · "}склейка
       *[first] {""}
    }
    { $text }
storyboard-figures = 💵 <b>{ $price }</b> · съёмка займёт { $wait }
storyboard-ask = Нажмите на сцену, чтобы её поправить. Пока вы не утвердите раскадровку, ничего не тратится.
storyboard-taking-over = ⏳ Вношу правку…

storyboard-scene-button = ✏️ { $beat }
storyboard-add = ➕ Добавить сцену
storyboard-approve = ✅ Утвердить · { $price }
storyboard-cancel = ✖️ Отменить фильм

storyboard-edit-refused = ⚠️ Последнюю правку внести не получилось, раскадровка осталась прежней.
storyboard-planned-by-rules = ⚠️ Сценарист сейчас недоступен, поэтому текст просто разделён на сцены. Просмотрите их внимательно.
storyboard-not-connected = ⚠️ Согласовать сцены между собой не удалось: облик и свет могут меняться от сцены к сцене.
storyboard-not-rewritten = ⚠️ Сцену { $beat } не удалось согласовать с остальными: облик и свет в ней могут отличаться.
storyboard-model-replaced = ⚠️ { $asked } больше не предлагается, фильм снимет { $given }.
storyboard-text-shortened = ⚠️ Один из текстов оказался слишком длинным для модели, в дело пойдут первые { $given } знаков.
storyboard-no-start-image = ⚠️ Эта модель начинает каждую сцену со своего кадра: плавных переходов не будет.
