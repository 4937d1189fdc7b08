# Новый фильм: от приветствия до «Принять».

film-home =
    🎬 Здравствуйте, { $name }!
    Напишите, о чём фильм, и я его сниму: несколько сцен, которые плавно переходят одна в другую.

    Сначала покажу цену и срок. Пока вы не нажмёте «Принять», ничего не тратится.
film-home-last = ♻️ В прошлый раз снимали: <i>{ $prompt }</i>
film-home-new = 📹 Текст → Видео
film-home-again = ♻️ Ещё раз то же самое
film-home-go-on = ▶️ Вернуться к начатому
film-home-help = ❓ Помощь

# Модель.

film-model-title = 📹 <b>Какая модель будет снимать?</b>
film-model-recommended = ⭐ <b>{ $model }</b>, советую
film-model-name = <b>{ $model }</b>
film-model-sound-optional = { $silent } за секунду, со звуком { $sound }
film-model-sound-always = { $sound } за секунду, всегда со звуком
film-model-sound-never = { $silent } за секунду, без звука
film-model-can = { $shapes } · { $qualities } · планы по { $seconds } с · 🖼 можно начать с вашей картинки
film-model-can-no-picture = { $shapes } · { $qualities } · планы по { $seconds } с · начать с вашей картинки не может
film-model-button = { $model } · от { $rate }/с

# Звук, качество, формат.

film-look-title =
    🎛 <b>Звук, качество и формат</b>
    { $model }, { $rate } за секунду
film-look-sound = 🔊 Со звуком
film-look-silent = 🔇 Без звука
film-look-done = Дальше ▶️
film-mark-mute = не умеет
film-mark-muted = уберём
film-mark-upscaled = увеличим
film-mark-cropped = обрежем

# Текст.

film-prompt-title =
    ✏️ <b>О чём фильм?</b>
    Опишите одним сообщением, до { $most } знаков: кто, где, что происходит, какой свет и настроение. На сцены разделю сам.
film-prompt-examples =
    Например:
    <i>Рыжая лиса бежит по заснеженному лесу на рассвете. Вдалеке проходит ночной поезд, искрится снег, камера летит низко над землёй.</i>

    <i>Старый смотритель маяка зажигает лампу в шторм. К берегу пробивается рыбацкая лодка. Тёплый свет против синей тьмы, как в старом кино.</i>
film-prompt-present =
    Сейчас такой текст:
    <blockquote>{ $prompt }</blockquote>
film-prompt-keep = Оставить этот текст ▶️
film-prompt-picture = 🖼 Можно прислать и картинку: фильм начнётся с неё.

# Длина сцены и число сцен.

film-seconds-title =
    ⏱ <b>Сколько секунд длится сцена?</b>
    { $model } снимает одним планом { $seconds } с. Сцена длиннее складывается из нескольких планов подряд.

    Нажмите или напишите своё число, от { $least } до { $most }.
film-seconds-button = { $seconds } с
film-seconds-shots-button =
    { $shots ->
        [one] { $seconds } с · { $shots } план
        [few] { $seconds } с · { $shots } плана
       *[other] { $seconds } с · { $shots } планов
    }
film-scenes-title =
    🎞 <b>Сколько сцен?</b>
    Одна сцена длится { $seconds } с и стоит { $price }.

    Нажмите или напишите число, до { $most }.

# Карточка фильма.

film-summary-title =
    🎬 <b>Проверьте, и можно снимать</b>
    <blockquote>{ $prompt }</blockquote>
film-summary-model = 📹 { $model }
film-summary-look-sound = 🎛 { $aspect }, { $quality }, со звуком
film-summary-look-silent = 🎛 { $aspect }, { $quality }, без звука
film-summary-scenes =
    🎞 { $scenes ->
        [one] { $scenes } сцена
        [few] { $scenes } сцены
       *[other] { $scenes } сцен
    } × { $seconds } с = { $length }
film-summary-picture = 🖼 Начнётся с вашей картинки
film-summary-picture-shape = ⚠️ У картинки другие пропорции, чем у кадра { $aspect }: модель обрежет её или дорисует края.
film-summary-picture-unused = ⚠️ Эта модель не умеет начинать с картинки: фильм начнётся без неё.
film-summary-price = 💵 <b>{ $price }</b>, и точно не больше { $most }, даже если что-то придётся переснять
film-summary-over-most = ⚠️ Вы просили уложиться в { $most }, а этот фильм дороже. Возьмите сцены короче или меньше.
film-summary-used = 👛 Сегодня уже потрачено { $used }
film-summary-wait = ⏳ Съёмка займёт { $wait }
film-summary-storyboard = 📝 Сначала покажу раскадровку: снимать начну, когда вы её утвердите.
film-summary-at-once = ▶️ Снимать начну сразу.
film-accept = ✅ Принять
film-change-model = 📹 Модель
film-change-look = 🎛 Звук и формат
film-change-prompt = ✏️ Текст
film-change-seconds = ⏱ Длина сцены
film-change-scenes = 🎞 Сцены
film-drop-picture = 🖼 Без картинки

# Текст не вовремя и слишком длинный текст.

film-more-title =
    ✏️ <b>Ещё один текст. Что с ним сделать?</b>
    <blockquote>{ $text }</blockquote>
    «Назад» оставит всё как было.
film-more-add = ➕ Добавить
film-more-instead = 🔁 Взять вместо прежнего
film-too-long =
    ✋ <b>Текст длинноват</b>
    В нём { $characters ->
        [one] { $characters } знак
        [few] { $characters } знака
       *[other] { $characters } знаков
    }, а помещается { $most }: лишних { $over }. Он пока сохранён. Пришлите короче или возьмём только начало.
film-too-long-cut = ✂️ Взять первые { $most } знаков

# Строка над шагом: что понято и что мешает.

film-note-idea = 👌 Беру ваш текст за основу, остальное предложил сам. Поменять можно всё.
film-note-question = 🤔 Похоже на вопрос. Что я умею, расскажет /help, а про деньги /budget. Если же это идея фильма, вот его карточка.
film-note-prompt-taken = 👌 Записал: это будет текст фильма. Осталось выбрать остальное.
film-note-pieces-joined = 👌 Telegram разрезал ваш текст на части, я их соединил.
film-note-no-words = 🤔 Не понял. Опишите фильм словами или нажмите кнопку.
film-note-seconds-limits = ✋ Сцена бывает от { $least } до { $most } секунд.
film-note-scenes-limits = ✋ Сцен бывает от { $least } до { $most }.
film-note-model-retired = ✋ Модели { $model } больше нет. Выберите, пожалуйста, другую.
film-note-picture-taken = 🖼 Картинку принял, фильм начнётся с неё.
film-note-picture-taken-unused = 🖼 Картинку принял, но { $model } не умеет с неё начинать. Если она важна, выберите другую модель.
film-note-album = 🖼 Фильм начинается с одной картинки: из этих беру первую.
film-note-picture-gone = 🖼 Картинка хранилась слишком давно, и её уже нет. Пришлите её ещё раз или снимем без неё.
film-note-picture-unknown = 🖼 Сейчас не получается найти вашу картинку, поэтому я ничего не заказал. Попробуйте ещё раз через минуту.
film-note-over-most = ✋ Фильм дороже, чем вы просили: { $price } вместо { $most }. Возьмите меньше сцен или модель подешевле.

film-picture-too-large = 🖼 Картинка слишком тяжёлая: беру до { $megabytes } МБ. Пришлите поменьше.
film-picture-unreadable = 🖼 Не вижу здесь картинки. Пришлите, пожалуйста, фото в JPEG или PNG.
film-picture-too-small = 🖼 Картинка маловата: { $width } × { $height }. Нужно хотя бы { $least } точек по каждой стороне.
film-picture-too-wide = 🖼 Картинка слишком большая: { $width } × { $height }. Нужно не больше { $most } точек по каждой стороне.

# Ответы на кнопки и конец выбора.

film-accepted-already = Этот фильм уже принят или закрыт. Как идут съёмки, покажет /status, остановит их /cancel.
film-nothing-open = Здесь выбирать уже нечего. Начать новый фильм: /new
film-nothing-before = Повторять пока нечего: начните с /new
film-no-models = Сейчас недоступна ни одна модель. Владелец бота это исправит, загляните чуть позже.

# Всё в одной строке: /new.

film-line-unknown = ✋ Не знаю, что такое <code>{ $given }</code>.
film-line-unknown-nearest = ✋ Не знаю, что такое <code>{ $given }</code>. Может быть, <code>{ $nearest }</code>?
film-line-no-value = ✋ После <code>{ $option }</code> не хватает значения.
film-line-bad-number = ✋ <code>{ $option }</code> бывает от { $least } до { $most }, а у вас <code>{ $given }</code>.
film-line-bad-word = ✋ <code>{ $option }</code> бывает { $known }, а у вас <code>{ $given }</code>.
film-line-bad-budget = ✋ <code>--budget</code> задаётся в долларах, например <code>--budget 3.50</code>, а у вас <code>{ $given }</code>.
film-line-unknown-model = ✋ Модели «{ $given }» нет. Есть { $known }.
film-line-options =
    Всё, что можно указать:
    <code>--scenes 4 --seconds 8 --model veo_3_1_fast --quality 1080p --aspect 9:16 --no-sound --budget 5</code>
film-line-yours =
    Ваша строка цела, скопируйте и поправьте:
    <code>{ $line }</code>
film-line-above = Ваша строка цела, она выше в чате: поправьте её и пришлите снова.

# Чего бот не понимает.

film-other-voice = 🎙 Слушать пока не умею. Напишите то же самое текстом, и я сниму.
film-other-video = 🎞 Видео за основу пока не беру. Опишите фильм текстом или пришлите картинку: он начнётся с неё.
film-other-sticker = 🙂 Хороший стикер, но фильм по нему не сниму. Опишите его словами.
film-other-file = 📎 Файлы не открываю. Картинку пришлите как фото, а текст обычным сообщением.
film-other-location = 📍 Место вижу, но снять его смогу только по описанию: что там и как выглядит?
film-other-anything = 🤔 С этим я не умею обращаться. Опишите фильм текстом или пришлите картинку.
film-unknown-command = 🤔 Команды /{ $name } нет. Новый фильм: /new, всё остальное: /help
