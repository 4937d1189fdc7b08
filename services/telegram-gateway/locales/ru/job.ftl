# Фильм в работе: сообщение о ходе съёмок, вопросы, которые оно может задать, /status, /cancel, /retry.

job-title = 🎬 <b>{ $title }</b>
job-facts =
    📹 { $model } · { $scenes ->
        [one] { $scenes } сцена
        [few] { $scenes } сцены
       *[many] { $scenes } сцен
    } · { $length }
job-for = <a href="tg://user?id={ $personId }">{ $name }</a>, это про ваш фильм.

job-stage-planning = ✍️ <b>Пишу сцены</b>
job-stage-changing = ⏳ <b>Передаю…</b>
job-stage-rendering = 🎥 <b>Снимаю сцену { $scene } из { $scenes }</b>
job-stage-joining = 🎞 <b>Склеиваю сцены</b>
job-stage-delivering = 📤 <b>Отправляю вам фильм</b>

job-bar = { $bar } { $percent } %

job-scene-ready = ✅ <b>{ $scene }.</b> { $text }
job-scene-making = 🎥 <b>{ $scene }.</b> { $text }
job-scene-making-again = 🎥 <b>{ $scene }.</b> { $text } <i>(дубль { $take })</i>
job-scene-waiting = ⏳ <b>{ $scene }.</b> { $text }
job-scene-failed = ⚠️ <b>{ $scene }.</b> { $text }
job-scene-left-out = ➖ <b>{ $scene }.</b> <s>{ $text }</s>

job-time = ⏱ Прошло { $passed }, осталось { $left }
job-time-overdue = ⏱ Прошло { $passed }. Это дольше обычного, но работа идёт; от вас ничего не требуется.
job-spent = 💵 Потрачено { $spent } из { $total }
job-spent-nothing = 💵 Пока ничего не потрачено, весь фильм стоит { $total }
job-lost = 💸 Из них { $lost } ушло на неудачные попытки.

job-button-cancel = ✖️ Остановить фильм
job-button-stop = ✖️ Да, остановить
job-button-go-on = ▶️ Нет, продолжить

job-cancel-ask = ✋ <b>Точно остановить этот фильм?</b>
job-cancel-nothing = Пока ничего не потрачено.
job-cancel-paid =
    { $scenes ->
        [0] Уже потрачено { $spent }.
        [one] Снята и оплачена { $scenes } сцена ({ $spent }). Она сохранится: /retry продолжит с этого места.
        [few] Сняты и оплачены { $scenes } сцены ({ $spent }). Они сохранятся: /retry продолжит с этого места.
       *[many] Снято и оплачено { $scenes } сцен ({ $spent }). Они сохранятся: /retry продолжит с этого места.
    }
job-cancel-making = За сцену, которая снимается прямо сейчас, деньги ещё могут списаться.

job-held-title = ⚠️ <b>Сцена { $scene } не получилась</b>
job-why =
    { $code ->
        [moderated] Модель отказалась её снимать: фильтру почудилось запретное в тексте или в картинке. Такое бывает по ошибке. Лучше всего помогают другие слова, а иногда и просто вторая попытка.
        [provider-refused] Видеосервис не принял эту сцену. Помогут другие слова или другая модель.
        [provider-unauthorised] Видеосервис меня не пускает: у бота кончились деньги на счёте или перестал работать ключ. Это может исправить только владелец бота, потом попробуйте ещё раз.
        [provider-failed] Съёмка сорвалась на стороне видеосервиса.
        [provider-timeout] Видеосервис не уложился в отведённое время.
        [ambiguous] Связь оборвалась ровно в момент заказа, и теперь не узнать, снята ли сцена и списаны ли деньги. Считаю её оплаченной и сам заново не закажу, пока вы не скажете.
        [over-budget] Она вышла бы за лимит расходов, поэтому я её не заказал.
        [cancelled] Её съёмку остановили на стороне видеосервиса.
        [clip-damaged] Видеосервис прислал файл, который не открывается.
        [output-lost] Сцену сняли, но, когда я пришёл за записью, у видеосервиса её уже не было.
       *[tool-failed] Что-то сломалось у меня, пока я над ней работал. Вы тут ни при чём.
    }
job-held-ready =
    { $count ->
        [0] Других готовых сцен пока нет.
        [1] ✅ Сцена { $scenes } готова и остаётся как есть.
       *[other] ✅ Сцены { $scenes } готовы и остаются как есть.
    }
job-held-earlier = ↩️ Прежний дубль этой сцены никуда не делся.
job-held-not-charged = 💵 Пока потрачено { $spent }; за неудачные попытки деньги не списаны.
job-held-charged = 💵 Пока потрачено { $spent }, из них { $lost } на неудачные попытки.
job-held-rest =
    { $count ->
        [1] ⏳ Потом по плану сцена { $scenes }, ещё { $price }.
       *[other] ⏳ Потом по плану сцены { $scenes }, ещё { $price }.
    }
job-held-ask = <b>Как с ней поступим?</b>

job-button-reword = ✏️ Новый текст · { $price }
job-button-again = 🔁 Ещё раз · { $price }
job-button-skip = ➖ Обойтись без неё
job-button-finish = 🎞 Собрать фильм из того, что есть
job-button-keep = ↩️ Оставить прежний дубль
job-button-keep-and-go-on = ↩️ Оставить прежний дубль и продолжить · { $price }
job-button-resume = 🔁 Продолжить · { $price }
job-button-resume-free = 🔁 Попробовать ещё раз бесплатно

job-models-none = 📹 Других моделей сейчас нет.

job-failed-title = ❌ <b>Фильм не получился</b>
job-failed-why =
    { $code ->
        [no-scene-rendered] Ни одна сцена не удалась.
        [over-budget] Съёмка упёрлась в лимит расходов.
        [provider-unauthorised] Видеосервис меня не пускает: у бота кончились деньги на счёте или перестал работать ключ. Это может исправить только владелец бота, после этого продолжите отсюда.
        [film-failed] Сцены сняты, но склеить их в фильм я не смог. Это моя вина, не ваша.
       *[planning-failed] Разделить ваш текст на сцены не получилось.
    }
job-failed-cost =
    { $charged ->
        [no] 💵 Деньги не списаны.
       *[yes] 💵 Списано { $spent } за то, что снято; за неудачные попытки деньги не списаны.
    }
job-failed-lost = 💵 Списано { $spent }, из них { $lost } за неудачные попытки.

job-cancelled-title = ⏹ <b>Фильм остановлен</b>
job-cancelled-by-operator = ⏹ <b>Фильм остановил владелец бота</b>
job-cancelled-cost =
    { $charged ->
        [no] 💵 Деньги не списаны.
        [not-yet] 💵 Пока ничего не списано.
       *[yes] 💵 К этому моменту списано { $spent }.
    }
job-cancelled-making = ⏳ За сцену, которая как раз снималась, ещё могут списать { $price }.
job-rest-ready =
    { $count ->
        [1] ✅ Сцена { $scenes } готова и сохранена: второй раз за неё платить не нужно.
       *[other] ✅ Сцены { $scenes } готовы и сохранены: второй раз за них платить не нужно.
    }
job-rest-missing =
    { $count ->
        [1] ⏳ Осталось снять сцену { $scenes }, это { $price }.
       *[other] ⏳ Осталось снять сцены { $scenes }, это { $price }.
    }

job-too-old =
    ⌛ <b>Прошло слишком много времени: этот фильм уже не продолжить</b>
    Всё, что для этого нужно, так долго не хранится. Но его можно снять заново по тому же тексту.
job-too-old-films = 🎬 Готовые фильмы остаются у вас: /history

job-rejected-title = 🚫 <b>Такой фильм снять нельзя</b>
job-rejected-why =
    { $code ->
        [unknown-model] Выбранной модели больше нет. Возьмите другую: /new
        [mode-not-available] Так фильмы пока не снимаются. Начните заново через /new и не трогайте эту настройку.
        [over-budget] Он вышел бы дороже установленного лимита. Помогут более короткие сцены, меньше сцен или модель подешевле: /new
       *[bad-request] Ему понадобилось бы больше планов, чем вмещает фильм. Помогут более короткие сцены или меньше сцен: /new
    }
job-nothing-charged = 💵 Деньги не списаны.

job-done = ✅ <b>{ $title }</b>
job-done-facts = Фильм готов: { $length }, снят за { $took }, всего { $cost }.

job-clip =
    🎬 Сцена { $scene } из { $scenes }{ $parts ->
        [1] {""}
       *[other] {", план "}{ $part } из { $parts }
    } · дубль { $take } · { $price }

job-status-none = 🎬 Сейчас ничего не снимается. Начнём? /new
job-status-list = 🎬 <b>Ваши фильмы в работе</b>
job-status-line =
    <b>{ $number }.</b> { $title }
    <i>{ $state }</i>
job-state =
    { $stage ->
        [planning] пишу сцены
        [approval] раскадровка ждёт вас
        [rendering] снимается, готово сцен: { $ready } из { $scenes }
        [joining] склеиваю сцены
        [delivering] отправляется вам
        [held] вопрос к вам: одна сцена не получилась
        [failed] не получился
        [cancelled] остановлен
       *[delivered] готов
    }
job-cancel-none = ✖️ Сейчас ничего не снимается, останавливать нечего.
job-cancel-which = ✖️ <b>Какой фильм остановить?</b>
job-retry-none = 🔁 Прерванных фильмов нет. Новый начнёт /new.
job-retry-which = 🔁 <b>Какой фильм продолжить?</b>

job-toast-going-on = Продолжаю
job-toast-stopped = Остановлено
job-toast-price = Цена изменилась, посмотрите ещё раз.
job-reword-late = ✋ С этой сценой уже всё решилось.
