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
        [continuous] {" · "}плавный переход
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

## Одна сцена

storyboard-scene-figures =
    <b>Сцена { $beat } из { $scenes }</b>
    { $seconds } с{ $price }{ $seam ->
        [continuous] {" · "}плавно продолжает предыдущую
        [cut] {" · "}начинается со склейки
       *[first] {""}
    }{ $shots ->
        [1] {""}
        [few] {" · "}{ $shots } плана подряд
       *[other] {" · "}{ $shots } планов подряд
    }
storyboard-text = { $text }
storyboard-prompt =
    📹 <b>Задание для видеомодели</b>
    <i>{ $text }</i>
storyboard-length = ⏱ Длина
storyboard-length-choice = { $seconds } с{ $price }
storyboard-lengths =
    ⏱ <b>Какой длины сделать сцену { $beat }?</b>
    Сейчас { $seconds } с.
storyboard-up = ⬆️ Раньше
storyboard-down = ⬇️ Позже
storyboard-join = 🔗 Плавный переход
storyboard-cut = ✂️ Начать со склейки
storyboard-add-after = ➕ Сцена следом{ $price }
storyboard-drop-yes = ➖ Да, убрать{ $price }
storyboard-drop = ➖ Убрать{ $price }

storyboard-drop-ask =
    ➖ <b>Убрать сцену { $beat }?</b> Её текст пропадёт:

    <i>{ $text }</i>
storyboard-add-ask =
    ➕ <b>Что происходит в новой сцене, после сцены { $after }?</b>
    Пришлите её текст одним сообщением.{ $price ->
        [none] {""}
       *[other] {" "}К цене: { $price }.
    }

## Ответы

storyboard-toast-taken = Вношу правку…
storyboard-toast-approved = 🎬 Съёмка начинается.
storyboard-toast-last-scene = Хотя бы одна сцена фильму нужна. Если он не нужен совсем, нажмите «Остановить фильм».
storyboard-toast-no-further = Дальше двигать некуда.
storyboard-toast-too-many-scenes = Больше сцен в фильм не поместится. Сначала уберите какую-нибудь.
storyboard-toast-model-gone = Модели этого фильма больше нет. Начните, пожалуйста, новый: /new
storyboard-toast-too-dear = Так фильм обойдётся в { $price }, а вы просили уложиться в { $most }.
storyboard-words-late = Раскадровка за это время изменилась, поэтому ваш текст я не использовал. Вот какая она сейчас: нажмите на сцену ещё раз.
