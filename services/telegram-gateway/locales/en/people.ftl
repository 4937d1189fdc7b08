# Who may use the bot and how much of it: limits, help, terms, the owner's commands.

people-stranger =
    This bot is by invitation only for now.
    Your number is <code>{ $id }</code>. Give it to the owner{ $contact ->
        [none] {""}
       *[other] {" "}({ $contact })
    } and you will be let in.
people-stranger-toast = This bot is by invitation only for now.

## Why a film may not begin now. At most 200 characters each: they are shown as toasts as well.

people-refused-jobs-at-once =
    { $of ->
        [person] { $limit ->
            [one] You have a film in the making, and only one can run at a time.
           *[other] You have { $limit } films in the making, and that is as many as can run at once.
        } Wait until one is ready (/status) or stop one (/cancel).
       *[everyone] The studio is full right now. Try again in a few minutes, a place becomes free with every film that is ready.
    }
people-refused-jobs-a-day =
    { $of ->
        [person] { $limit ->
            [one] You have had your film for today.
           *[other] You have had your { $limit } films for today.
        } The count begins anew at 00:00 UTC.
       *[everyone] All films for today are taken. The count begins anew at 00:00 UTC.
    }
people-refused-person-day = That is more than you have left today: { $left } of { $limit }. Choose fewer or shorter scenes, or come back after 00:00 UTC. More: /budget
people-refused-everyone-day = That is more than is left in today's common budget: { $left }. Choose fewer or shorter scenes, or come back after 00:00 UTC.
people-refused-job = A film may cost { $limit } at most here, and this one would cost more. Choose fewer or shorter scenes, or a cheaper model.
people-refused-film = You said this film may cost { $limit } at most, and { $left } of that is left. Choose something cheaper, or begin a new film with a higher limit: /new

## What is left today, beside a price.

people-today-left = 👛 You have { $left } for today, { $after } will be left after this
people-today-short = ⚠️ You have { $left } left for today, { $short } short. Choose something cheaper, or come back after 00:00 UTC.

## /budget

people-budget-title = 💵 <b>Your day</b> (UTC)
people-budget-spent = Spent: <b>{ $spent }</b>
people-budget-reserved = Set aside for films in the making: { $reserved }
people-budget-left = Left: <b>{ $left }</b> of { $limit }
people-budget-unlimited = There is no daily limit on your spending.
people-budget-jobs = Films begun: { $jobs }{ $limit ->
        [none] {""}
       *[other] {" "}of { $limit }
    }
people-budget-running = In the making: { $running }{ $limit ->
        [none] {""}
       *[other] {" "}of { $limit } at once
    }
people-budget-end = The count begins anew at 00:00 UTC, in { $in }. What a running film does not use becomes free again.

## /settings

people-settings =
    ⚙️ <b>Settings</b>

    Language: English
    Scenes: { $scenes ->
        [shown] each is shown as soon as it is made
       *[hidden] only the finished film is shown
    }
    Storyboard: { $approval ->
        [always] you approve it before the shooting, every time
        [never] shooting begins at once, without your approval
       *[above] you approve it when the film costs more than { $above }
    }

    Changes apply at once; films in the making stay as they were ordered.
people-settings-scenes-show = Show each scene
people-settings-scenes-hide = Only the film
people-settings-approval-always = Approve always
people-settings-approval-above = Approve above { $above }
people-settings-approval-never = No approval

## /help

people-help =
    🎬 <b>I turn a text into a film of several scenes.</b>

    Write in a message what the film is about: who, where, what happens. I ask for the rest step by step, show price and time, and begin only when you press Accept. A picture sent along becomes the first frame.

    <b>What makes a good text</b>
    One hero, one place, something that happens. “A fox crosses a frozen lake at dawn, the ice cracks, it reaches the shore” is better than “beautiful nature”.

    <b>All in one line</b>
    <code>/new A fox crosses a frozen lake at dawn --scenes 4 --seconds 8 --model kling_2_5_turbo</code>

    <b>Commands</b>
    /new – a new film
    /status – how the shooting goes
    /history – your films
    /retry – go on with a film that broke off
    /cancel – stop a film
    /budget – what is spent and what is left
    /settings – language, scenes, storyboard
    /terms – terms and data
people-help-contact = Something does not work? Write to { $contact }.
people-help-owner =
    <b>For owners</b>
    /stats – the day in figures
    /allow, /deny – let somebody in, send somebody away
    /limit – what somebody may spend a day

## /terms

people-terms =
    <b>Terms, in plain words</b>

    📹 <b>What happens to what you send.</b> A language model of OpenAI turns your text into scenes, video models on Replicate shoot them (Google Veo, Kling and others). Your text, and the picture if you send one, go to them and are subject to their rules as well.

    🗂 <b>How long things are kept.</b> { $messages ->
        [one] The course of a job: { $messages } day.
       *[other] The course of a job: { $messages } days.
    } { $clips ->
        [one] Pictures and single scenes: { $clips } day.
       *[other] Pictures and single scenes: { $clips } days.
    } { $films ->
        [one] Films: { $films } day on our side; the copy in this chat stays yours.
       *[other] Films: { $films } days on our side; the copy in this chat stays yours.
    } Your settings, your last text and the list of your films stay until you ask for them to be deleted.

    💵 <b>Prices</b> are estimates by the models’ price lists. A film never costs more than half as much again as you were shown; when that is not enough, it stops and you decide.

    ↩️ <b>When a scene does not work out.</b> A scene that was refused or failed is normally not charged. It is charged when you stop the film while it is being made, when the model made it but the file was lost, and when nobody can say whether it was made. What is already made is kept and is never paid for twice. What was not spent becomes free again.

    ⚖️ <b>What may be shot.</b> Nothing unlawful, no violence and no sexual content with real people, nobody’s likeness without their consent. The models check texts and pictures and refuse now and then by mistake: put it differently, leave the scene out or take another model. You are responsible for what you ask for and what you show; do say that it was made by a machine.
people-terms-contact = 📬 Questions, deletion, complaints: { $contact }

## The owner's commands. Others never see them.

people-owner-allowed = ✅ { $name } ({ $id }) may use the bot.
people-owner-denied = 🚫 { $name } ({ $id }) may not use the bot any more. Films in the making are finished.
people-owner-limit = ✅ { $name } ({ $id }) may spend { $limit } a day.{ $budget ->
        [enough] {""}
       *[other] {" "}⚠️ Until BUDGET_PERSON_DAY_USD is raised it stays at { $budget }: that setting holds for everybody.
    }
people-owner-limit-off = ✅ For { $name } ({ $id }) the general limit holds again: { $limit ->
        [none] none
       *[other] { $limit } a day
    }.
people-owner-form-allow = Like this: <code>/allow 123456789</code>, or answer a message of that person with <code>/allow</code>.
people-owner-form-deny = Like this: <code>/deny 123456789</code>, or answer a message of that person with <code>/deny</code>.
people-owner-form-limit = Like this: <code>/limit 123456789 7.50</code> (dollars a day) or <code>/limit 123456789 off</code>. As an answer to a message of that person the number is not needed.
people-owner-group = Groups are let in by the setting BOT_ALLOWED_IDS: add { $id } there and restart the bot. Here it goes by persons.
people-owner-owner = { $name } ({ $id }) is an owner. Owners are named in the setting BOT_OWNER_IDS.
people-let-in = 🎬 You may use the bot now. Write what your film is about, or press /start.

people-stats-title = 📊 <b>{ $day }</b> (UTC)
people-stats-jobs = Films begun: { $jobs } · in the making: { $running }
people-stats-rests = Delivered: { $delivered } · held: { $held } · failed: { $failed } · stopped: { $cancelled } · not taken on: { $rejected }
people-stats-money = Spent: <b>{ $spent }</b>{ $limit ->
        [none] {""}
       *[other] {" "}of { $limit }
    } · set aside: { $reserved }
people-stats-failures = <b>What failed</b>
people-stats-failure = <code>{ $code }</code>: { $count }
people-stats-no-failures = Nothing failed.
people-stats-more-failures = There were more; only the newest were counted.
people-stats-spenders = <b>Who spent most</b>
people-stats-spender = { $name } (<code>{ $id }</code>): { $spent }, films: { $jobs }
