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
storyboard-not-rewritten =
    ⚠️ { $count ->
        [1] Сцену { $beats } не удалось согласовать с остальными: облик и свет в ней могут отличаться.
       *[other] Сцены { $beats } не удалось согласовать с остальными: облик и свет в них могут отличаться.
    }
storyboard-model-replaced = ⚠️ { $asked } больше не предлагается, фильм снимет { $given }.
storyboard-text-shortened = ⚠️ Один из текстов оказался слишком длинным для модели, в дело пойдут первые { $given } знаков.
storyboard-no-start-image = ⚠️ Эта модель начинает каждую сцену со своего кадра: плавных переходов не будет.

## Одна сцена

storyboard-scene-figures =
    <b>Сцена { $beat } из { $scenes }</b>
    { $seconds } с{ $price }{ $seam ->
        [continuous] {" · "}продолжает предыдущую без склейки
        [cut] {" · "}начинается со склейки
       *[first] {""}
    }{ $shots ->
        [1] {""}
        [few] {" · "}снимается в { $shots } приёма
       *[other] {" · "}снимается в { $shots } приёмов
    }
storyboard-text = { $text }
storyboard-prompt =
    🎥 <b>Задание для видеомодели</b>
    <i>{ $text }</i>
storyboard-reword = ✏️ Другой текст
storyboard-length = ⏱ Длина
storyboard-length-choice = { $seconds } с{ $price }
storyboard-lengths = ⏱ Какой длины сделать сцену { $beat }? Сейчас { $seconds } с.
storyboard-up = ⬆️ Раньше
storyboard-down = ⬇️ Позже
storyboard-join = 🔗 Без склейки
storyboard-cut = ✂️ Со склейкой
storyboard-add-after = ➕ Сцена следом{ $price }
storyboard-drop-yes = 🗑 Да, убрать{ $price }
storyboard-drop = 🗑 Убрать{ $price }
storyboard-back = ◀️ Назад

storyboard-drop-ask =
    🗑 Убрать сцену { $beat }? Её текст пропадёт:

    <i>{ $text }</i>
storyboard-words-ask =
    ✏️ Напишите сообщением, что происходит в сцене { $beat }. Остальные сцены не изменятся.

    Сейчас в ней вот что (нажмите, чтобы скопировать):
    <code>{ $text }</code>
storyboard-add-ask =
    ➕ Напишите сообщением, что происходит в новой сцене, после сцены { $after }.{ $price ->
        [none] {""}
       *[other] {" "}К цене: { $price }.
    }

## Ответы

storyboard-toast-taken = Вношу правку…
storyboard-toast-busy = Ещё вношу предыдущую правку. Секунду, пожалуйста.
storyboard-toast-approved = 🎬 Съёмка начинается.
storyboard-toast-last-scene = Хотя бы одна сцена фильму нужна. Отказаться от него можно кнопкой «Отменить фильм».
storyboard-toast-no-further = Дальше двигать некуда.
storyboard-toast-too-many-scenes = Больше сцен в фильм не поместится. Сначала уберите какую-нибудь.
storyboard-toast-model-gone = Модель этого фильма больше не предлагается. Начните, пожалуйста, новый: /new.
storyboard-toast-too-dear = Так фильм обойдётся в { $price }, а вы назначили не больше { $most }.
storyboard-words-wanted = Для сцены нужен текст. Напишите, пожалуйста, сообщением, что в ней происходит.
storyboard-words-too-long = Вышло { $characters } знаков, а в сцену помещается { $most }. Пришлите, пожалуйста, чуть короче.
storyboard-words-late = Раскадровка за это время изменилась, поэтому ваш текст я не использовал. Вот она сейчас, нажмите на сцену ещё раз.
