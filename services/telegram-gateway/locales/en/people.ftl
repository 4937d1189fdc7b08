# Who may use the bot and how much of it: limits, help, terms, the owner's commands.

people-stranger =
    This bot is by invitation only for now.
    Your number is <code>{ $id }</code>. Give it to the owner{ $contact ->
        [""] {""}
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
people-refused-everyone-day = That is more than is left in today's common purse: { $left }. Choose fewer or shorter scenes, or come back after 00:00 UTC.
