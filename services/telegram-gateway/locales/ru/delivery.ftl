# Фильм в чате, кнопки под ним и /history.

delivery-ready = 🎬 <b>Фильм готов</b>
delivery-ready-for = 🎬 <b><a href="tg://user?id={ $personId }">{ $name }</a>, ваш фильм готов</b>
delivery-new-cut = 🎬 <b>Новая версия фильма</b>
delivery-new-cut-for = 🎬 <b><a href="tg://user?id={ $personId }">{ $name }</a>, новая версия вашего фильма</b>
delivery-facts =
    📹 { $models } · { $quality } · { $scenes ->
        [one] { $scenes } сцена
        [few] { $scenes } сцены
       *[many] { $scenes } сцен
    } · { $length }
delivery-cost = 💵 { $cost } · ⏱ снято за { $took }
delivery-cost-so-far = 💵 { $cost } вместе с прошлыми версиями · ⏱ снято за { $took }
delivery-left-today = 👛 На сегодня осталось: { $left }

delivery-smaller = 🗜 Фильм сжат, чтобы пройти в Telegram.
delivery-smaller-full = 🗜 Фильм сжат, чтобы пройти в Telegram. <a href="{ $link }">Скачать в полном качестве</a>: ссылка работает { $holds }.
delivery-too-large = 📦 Файл весит { $megabytes } МБ, столько Telegram не берёт. <a href="{ $link }"><b>Скачать фильм</b></a>: ссылка работает { $holds }, потом новую даст /history.
delivery-upload-failed = 📡 Загрузить фильм прямо в чат не получилось. <a href="{ $link }"><b>Скачать фильм</b></a>: ссылка работает { $holds }, потом новую даст /history.
delivery-maybe-twice = 🔁 Если фильм пришёл дважды, это один и тот же: при отправке обрывалась связь.
delivery-days =
    { $days ->
        [one] { $days } день
        [few] { $days } дня
       *[many] { $days } дней
    }
delivery-hours =
    { $hours ->
        [one] { $hours } час
        [few] { $hours } часа
       *[many] { $hours } часов
    }

delivery-note-missing = ⚠️ Сцена { $scene } не получилась, фильм собран без неё.
delivery-note-left-out = ⚠️ Запись сцены { $scene } пришла повреждённой, фильм собран без неё.
delivery-note-part-missing = ⚠️ Сцена { $scene } получилась не целиком: одного плана в ней не хватает.
delivery-note-length = ⚠️ Фильм длится { $length } вместо { $planned }.
delivery-note-lost = 💸 За неудачную попытку деньги могли списаться, в сумме это уже учтено.
delivery-note-kept = ↩️ Сцену { $scene } переснять не получилось: в фильме остался прежний дубль.

delivery-unbrought-send = 📤 Прислать фильм
delivery-unbrought = 🎬 <b>Фильм готов</b>, только доставить его в этот чат не получилось: нажмите кнопку, и я сразу его пришлю.
delivery-unbrought-gone = 🗑 <b>Фильм был снят</b>, но его файл пропал раньше, чем я успел вам его прислать. По тому же тексту его можно снять заново.

delivery-button-shoot = 🎬 Переснять сцену
delivery-button-more = ➕ Продолжить фильм

# Переснять сцену.

delivery-shoot-choose = 🎬 <b>Какую сцену переснять?</b>
delivery-shoot-line = <b>{ $scene }.</b> { $text }
delivery-shoot-line-missing = <b>{ $scene }.</b> { $text } <i>(в фильме её пока нет)</i>
delivery-shoot-scene =
    🎬 <b>Сцена { $scene } из { $scenes }</b>
    <blockquote>{ $text }</blockquote>
delivery-shoot-new-text =
    🎬 <b>Сцена { $scene } из { $scenes }, новый текст</b>
    <blockquote>{ $text }</blockquote>
delivery-shoot-model = 📹 { $model }, { $seconds } с
delivery-shoot-only = Переснимается только она, остальные сцены останутся как есть.
delivery-shoot-following = Переснимаются сцены с { $from } по { $to }, остальные останутся как есть.
delivery-shoot-starts =
    { $how ->
        [many] Начнутся они с того кадра, на котором кончается сцена { $scene }.
       *[one] Начнётся она с того кадра, на котором кончается сцена { $scene }.
    }
delivery-shoot-ends = Закончится она кадром, с которого начинается сцена { $scene }, так что переход останется плавным.
delivery-shoot-may-jump = Заканчивать на заданном кадре эта модель не умеет, поэтому переход к сцене { $scene } может стать резким.
delivery-shoot-do = ✅ Переснять за { $price }
delivery-shoot-old-text = ↩️ Прежний текст
delivery-shoot-and-following = ⏩ И все следующие
delivery-shoot-just-one = 🎬 Только эту сцену
delivery-shoot-models-following = 📹 <b>Какая модель снимет сцены с { $from } по { $to }?</b>

# Продолжить фильм.

delivery-more-count =
    ➕ <b>На сколько сцен продолжить фильм?</b>
    Он пойдёт дальше с последнего кадра. То, что уже снято, не изменится.
delivery-more-count-button =
    { $scenes ->
        [one] { $scenes } сцена · { $price }
        [few] { $scenes } сцены · { $price }
       *[many] { $scenes } сцен · { $price }
    }
delivery-more-next =
    ✏️ <b>Что будет дальше?</b>
    Опишите продолжение одним сообщением. А можно оставить это мне.
delivery-more-decide = 🎲 Придумай сам
delivery-more-default-prompt = История идёт дальше. Покажи, что само собой происходит после последней сцены, с теми же героями и в том же мире, и приведи к выразительному финалу.
delivery-more-scenes =
    ➕ <b>Продолжение: ещё { $scenes ->
        [one] { $scenes } сцена
        [few] { $scenes } сцены
       *[many] { $scenes } сцен
    }</b>
delivery-more-decided = <i>Что будет дальше, придумаю сам.</i>
delivery-more-length = 🎞 Весь фильм станет длиной { $length }.
delivery-more-do = ✅ Снять за { $price }
delivery-more-full = Этот фильм уже такой длины, что продолжить его нельзя. Зато можно снять следующий: /new

# Общее для обоих.

delivery-price = 💵 <b>{ $price }</b> · ⏳ { $wait }

delivery-at-work = Этот фильм ещё в работе. Когда он будет готов, можно будет менять дальше.
delivery-held = Сначала решите, что делать со сценой, которая не получилась: /status покажет вопрос.
delivery-newer = У этого фильма уже есть версия новее. Кнопки под ней.
delivery-outdated = Пока вы выбирали, с фильмом что-то произошло. Начните ещё раз с кнопок под ним.

# /history.

delivery-history =
    🎞 <b>Ваши фильмы</b>
    Нажмите на номер, и я пришлю фильм ещё раз.
delivery-history-empty = 🎞 Готовых фильмов пока нет. Снимем первый? /new
delivery-history-line =
    <b>{ $number }.</b> { $title }
    <i>{ $date } · { $length } · { $cost }</i>
delivery-history-newer = ◀️ Новее
delivery-history-older = Раньше ▶️
delivery-history-group = 🎞 Ваши фильмы покажу в личном чате: напишите мне туда /history.
delivery-again =
    🎞 <b>{ $date }</b> · { $length } · { $cost }
    <blockquote>{ $title }</blockquote>
delivery-gone =
    🗑 Этого фильма больше нет: { $days ->
        [one] файлы хранятся { $days } день
        [few] файлы хранятся { $days } дня
       *[many] файлы хранятся { $days } дней
    }. Но по тому же тексту его можно снять заново.
    <blockquote>{ $title }</blockquote>
delivery-gone-for-good =
    🗑 Этого фильма больше нет: { $days ->
        [one] файлы хранятся { $days } день
        [few] файлы хранятся { $days } дня
       *[many] файлы хранятся { $days } дней
    }. Похожий можно снять через /new, а начинался текст так:
    <code>{ $title }</code>
delivery-again-unclear = 📡 Связь оборвалась, когда фильм уже уходил. Если его нет в чате, выберите его ещё раз: /history
delivery-again-away = 📡 Сейчас не получается достать фильм из хранилища. Он цел: попробуйте ещё раз через несколько минут.
