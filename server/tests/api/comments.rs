//! Comments: said, seen, changed, settled; by whom, about what, and everything that somebody might try instead.

use axum::http::StatusCode;
use serde_json::{Value, json};
use shared::{
    access::Role,
    api::{CommentsView, WaitingComments},
};
use uuid::Uuid;

use crate::accounts::{PASSWORD, Person, Set, done, refused, secret_of};

const JOURNEY: &str = "01890a5d-ac96-774b-bcce-b302099a8001";
const OTHER: &str = "01890a5d-ac96-774b-bcce-b302099a8002";

async fn two_journeys() -> (Set, Person) {
    let (set, owner) = Set::owned().await;
    for (id, title) in [(JOURNEY, "Airport"), (OTHER, "Hotel")] {
        let new = json!({ "id": id, "title": title, "template": "blank" });
        let reply = owner.post("/journeys", &new).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
    }
    (set, owner)
}

fn id() -> String {
    Uuid::now_v7().to_string()
}

fn about(journey: &str) -> Value {
    json!({ "kind": "journey", "journey": journey })
}

fn saying(thread: &str, text: &str) -> Value {
    json!({ "id": id(), "thread": thread, "about": about(JOURNEY), "text": text })
}

async fn say(person: &Person, thread: &str, text: &str) -> CommentsView {
    let reply = person.post("/comments", &saying(thread, text)).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    reply.json()
}

async fn all(person: &Person, since: u64) -> CommentsView {
    let path = format!("/comments?journey={JOURNEY}&since={since}");
    person.get(&path).await.json()
}

/// The texts of all comments, with `None` for those that were removed.
fn texts(view: &CommentsView) -> Vec<Option<String>> {
    let comments = view.threads.iter().flat_map(|thread| &thread.comments);
    comments.map(|comment| comment.text.clone()).collect()
}

fn said(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[tokio::test]
async fn what_is_said_is_read_by_others_with_names_and_only_once() {
    let (set, owner) = two_journeys().await;
    let bea = set.member(&owner, "Bea", Role::Commenter).await;
    let thread = id();
    let first = saying(&thread, "  The bell is broken \n");
    let reply: CommentsView = owner.post("/comments", &first).await.json();
    assert_eq!(texts(&reply), [said("The bell is broken")]);
    // Its answer was lost, and it is sent again.
    let again: CommentsView = owner.post("/comments", &first).await.json();
    assert_eq!(again.threads[0].comments.len(), 1);
    let seen = all(&bea, 0).await;
    let (ana, about_it) = (owner.me().await.id, &seen.threads[0]);
    assert_eq!(seen.people[&ana], "Ana Ruiz");
    assert_eq!(about_it.unread(bea.me().await.id), 1);
    // One's own is seen.
    assert_eq!(
        (all(&owner, 0).await.threads[0].seen, about_it.seen),
        (1, 0)
    );
    say(&bea, &thread, "Since Monday.").await;
    let news = all(&owner, seen.changed).await;
    assert_eq!(news.threads.len(), 1);
    assert_eq!(news.threads[0].unread(ana), 1);
    assert_eq!(all(&owner, news.changed).await.threads, []);
    // Another board's comments are another's.
    let elsewhere: CommentsView = owner
        .get(&format!("/comments?journey={OTHER}"))
        .await
        .json();
    assert_eq!(elsewhere.threads, []);
}

#[tokio::test]
async fn a_thread_is_settled_and_opens_again_when_somebody_goes_on() {
    let (set, owner) = two_journeys().await;
    let bea = set.member(&owner, "Bea", Role::Commenter).await;
    let thread = id();
    let begun = say(&owner, &thread, "Who rings?").await;
    let path = format!("/threads/{thread}");
    done(&bea.put(&path, &json!({ "resolved": true })).await);
    let settled = all(&owner, begun.changed).await;
    let resolved = settled.threads[0].resolved.unwrap();
    assert_eq!(resolved.by, bea.me().await.id);
    // Said again, it changes nothing.
    done(&owner.put(&path, &json!({ "resolved": true })).await);
    assert_eq!(all(&owner, settled.changed).await.threads, []);
    say(&owner, &thread, "Still broken.").await;
    assert_eq!(all(&bea, 0).await.threads[0].resolved, None);
    done(&owner.put(&path, &json!({ "resolved": true })).await);
    done(&owner.put(&path, &json!({ "resolved": false })).await);
    assert_eq!(all(&bea, 0).await.threads[0].resolved, None);
}

#[tokio::test]
async fn how_far_somebody_has_seen_a_thread_is_theirs_and_never_goes_back() {
    let (set, owner) = two_journeys().await;
    let bea = set.member(&owner, "Bea", Role::Viewer).await;
    let thread = id();
    for text in ["one", "two", "three"] {
        say(&owner, &thread, text).await;
    }
    let path = format!("/threads/{thread}/seen");
    let seen = async || all(&bea, 0).await.threads[0].seen;
    for (says, is) in [(2, 2), (1, 2), (9_000, 3)] {
        done(&bea.put(&path, &json!({ "seen": says })).await);
        assert_eq!(seen().await, is, "{says}");
    }
    assert_eq!(all(&owner, 0).await.threads[0].seen, 3, "the owner's own");
}

#[tokio::test]
async fn one_changes_and_removes_what_one_said_and_admins_remove_anything() {
    let (set, owner) = two_journeys().await;
    let bea = set.member(&owner, "Bea", Role::Commenter).await;
    let cleo = set.member(&owner, "Cleo", Role::Editor).await;
    let thread = id();
    let begun = say(&bea, &thread, "The bel is broken").await;
    let comment = format!("/comments/{}", begun.threads[0].comments[0].id);
    let better = json!({ "text": "The bell is broken" });
    refused(&cleo.put(&comment, &better).await, 403, "forbidden", None);
    refused(&owner.put(&comment, &better).await, 403, "forbidden", None);
    done(&bea.put(&comment, &better).await);
    let now = all(&owner, begun.changed).await;
    assert_eq!(texts(&now), [said("The bell is broken")]);
    assert!(now.threads[0].comments[0].changed.is_some());
    refused(&cleo.delete(&comment).await, 403, "forbidden", None);
    done(&owner.delete(&comment).await);
    assert_eq!(
        texts(&all(&bea, now.changed).await),
        [None],
        "its place stays"
    );
    for reply in [bea.put(&comment, &better).await, bea.delete(&comment).await] {
        refused(&reply, 404, "not_found", None);
    }
    // It is not in the file any more either.
    let left: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM comment WHERE text IS NOT NULL")
        .fetch_one(set.house.services.store().readers())
        .await
        .unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn whoever_is_mentioned_or_took_part_has_it_waiting_until_they_saw_it() {
    let (set, owner) = two_journeys().await;
    let bea = set.member(&owner, "Bea", Role::Commenter).await;
    let cleo = set.member(&owner, "Cleo", Role::Viewer).await;
    let waits = async |person: &Person| -> Vec<(String, String, bool)> {
        let waiting: WaitingComments = person.get("/comments/waiting").await.json();
        let threads = waiting.threads.into_iter();
        threads
            .map(|one| (one.title, one.path, one.mentioned))
            .collect()
    };
    let thread = id();
    let who = bea.me().await.id;
    say(&owner, &thread, &format!("@[{who}] who rings?")).await;
    let airport = |mentioned| {
        vec![(
            "Airport".to_owned(),
            "/journeys/airport".to_owned(),
            mentioned,
        )]
    };
    assert_eq!(waits(&bea).await, airport(true));
    assert_eq!(waits(&owner).await, [], "nobody waits for their own");
    assert_eq!(waits(&cleo).await, [], "nobody asked them");
    say(&bea, &thread, "The night shift.").await;
    assert_eq!(waits(&bea).await, [], "whoever answers has seen it");
    assert_eq!(waits(&owner).await, airport(false));
    done(
        &owner
            .put(&format!("/threads/{thread}/seen"), &json!({ "seen": 2 }))
            .await,
    );
    assert_eq!(waits(&owner).await, []);
}

#[tokio::test]
async fn only_people_who_are_here_can_be_mentioned_and_names_leave_with_them() {
    let (set, owner) = two_journeys().await;
    let bea = set.member(&owner, "Bea", Role::Editor).await;
    let who = bea.me().await.id;
    let nobody = saying(&id(), &format!("@[{}] hello", Uuid::now_v7()));
    refused(
        &owner.post("/comments", &nobody).await,
        422,
        "invalid",
        Some("unknown"),
    );
    assert_eq!(all(&owner, 0).await.threads, [], "nothing half said");
    say(&owner, &id(), &format!("@[{who}] hello")).await;
    say(&bea, &id(), "I was here").await;
    assert_eq!(all(&owner, 0).await.people[&who], "Bea");
    done(
        &bea.post("/account/erase", &json!({ "password": PASSWORD }))
            .await,
    );
    let after = owner.get(&format!("/comments?journey={JOURNEY}")).await;
    assert!(!after.text.contains("Bea") && after.text.contains(&who.to_string()));
}

#[tokio::test]
async fn who_may_only_look_says_nothing_and_a_guest_speaks_on_their_own_board_alone() {
    let (set, owner) = two_journeys().await;
    let viewer = set.member(&owner, "Bea", Role::Viewer).await;
    let thread = id();
    let begun = say(&owner, &thread, "Who rings?").await;
    let comment = format!("/comments/{}", begun.threads[0].comments[0].id);
    for reply in [
        viewer.post("/comments", &saying(&thread, "I do")).await,
        viewer.put(&comment, &json!({ "text": "no" })).await,
        viewer.delete(&comment).await,
        viewer
            .put(&format!("/threads/{thread}"), &json!({ "resolved": true }))
            .await,
    ] {
        refused(&reply, 403, "forbidden", None);
    }
    assert_eq!(all(&viewer, 0).await.threads.len(), 1);
    let nobody = set
        .anybody()
        .get(&format!("/comments?journey={JOURNEY}"))
        .await;
    refused(&nobody, 401, "unauthenticated", None);

    let link: Value = owner
        .post(
            &format!("/journeys/{JOURNEY}/guests"),
            &json!({ "role": "commenter", "hours": 4, "most_uses": 5 }),
        )
        .await
        .json();
    let link = link["link"].as_str().unwrap();
    let join = json!({ "secret": secret_of(link), "name": "Dora" });
    let guest = Person::of(
        &set.house,
        &set.anybody().post("/entrance/join", &join).await,
    );
    let view = say(&guest, &thread, "The porter").await;
    assert_eq!(view.people[&guest.me().await.id], "Dora");
    let mut elsewhere = saying(&id(), "And here?");
    elsewhere["about"] = about(OTHER);
    refused(
        &guest.post("/comments", &elsewhere).await,
        404,
        "not_found",
        None,
    );
    refused(
        &guest.get(&format!("/comments?journey={OTHER}")).await,
        404,
        "not_found",
        None,
    );
    // A thread of another board is not there for them, whatever its id.
    let hidden = id();
    let mut other = saying(&hidden, "Behind the curtain");
    other["about"] = about(OTHER);
    assert_eq!(owner.post("/comments", &other).await.status, StatusCode::OK);
    for reply in [
        guest
            .put(&format!("/threads/{hidden}"), &json!({ "resolved": true }))
            .await,
        guest
            .put(&format!("/threads/{hidden}/seen"), &json!({ "seen": 1 }))
            .await,
    ] {
        refused(&reply, 404, "not_found", None);
    }
    // Nor can it be drawn over to theirs.
    refused(
        &guest.post("/comments", &saying(&hidden, "Mine now")).await,
        409,
        "exists",
        None,
    );
}

#[tokio::test]
async fn about_what_is_not_there_nothing_is_said() {
    let (_, owner) = two_journeys().await;
    for about in [
        json!({ "kind": "card", "journey": JOURNEY, "id": id() }),
        json!({ "kind": "step", "journey": JOURNEY, "id": id() }),
        json!({ "kind": "journey", "journey": id() }),
        json!({ "kind": "touchpoint", "id": id() }),
        json!({ "kind": "persona", "id": id() }),
        json!({ "kind": "action", "id": id() }),
    ] {
        let mut new = saying(&id(), "Hello?");
        new["about"] = about.clone();
        let reply = owner.post("/comments", &new).await;
        assert_eq!(
            reply.status,
            StatusCode::NOT_FOUND,
            "{about} {}",
            reply.text
        );
    }
    for query in [
        String::new(),
        "?kind=card&id=01890a5d-ac96-774b-bcce-b302099a8001".to_owned(),
        "?kind=action".to_owned(),
        format!("?journey={JOURNEY}&kind=action&id={JOURNEY}"),
    ] {
        let reply = owner.get(&format!("/comments{query}")).await;
        refused(&reply, 422, "invalid", Some("unknown"));
    }
}

#[tokio::test]
async fn a_text_that_is_none_is_refused_with_why_and_keeps_nothing() {
    let (_, owner) = two_journeys().await;
    let thread = id();
    for (text, why) in [
        (String::new(), "empty"),
        (" \n ".to_owned(), "empty"),
        ("x".repeat(5_001), "too_long"),
        ("a\u{0}b".to_owned(), "control_characters"),
    ] {
        let reply = owner.post("/comments", &saying(&thread, &text)).await;
        refused(&reply, 422, "invalid", Some(why));
    }
    let mut more = saying(&thread, "Hello");
    more["resolved"] = json!(true);
    assert_eq!(
        owner.post("/comments", &more).await.status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(all(&owner, 0).await.threads, []);
}
