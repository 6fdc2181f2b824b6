//! Guests: by a link or a code, to one journey.

use axum::http::header;
use serde_json::{Value, json};
use shared::{access::Role, api::GuestLinks};

use super::*;

const JOURNEY: &str = "01890a5d-ac96-774b-bcce-b302099a8001";
const OTHER: &str = "01890a5d-ac96-774b-bcce-b302099a8002";

async fn workshop() -> (Set, Person) {
    let (set, owner) = Set::owned().await;
    for (id, title) in [(JOURNEY, "Airport"), (OTHER, "Hotel")] {
        let reply = owner
            .post(
                "/journeys",
                &json!({ "id": id, "title": title, "template": "blank" }),
            )
            .await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
    }
    (set, owner)
}

async fn link(owner: &Person, role: &str, most_uses: u32) -> Value {
    let body = json!({ "role": role, "hours": 4, "most_uses": most_uses });
    owner
        .post(&format!("/journeys/{JOURNEY}/guests"), &body)
        .await
        .json()
}

async fn join(set: &Set, secret: &str) -> Reply {
    set.anybody()
        .post(
            "/entrance/join",
            &json!({ "secret": secret, "name": "Cleo" }),
        )
        .await
}

#[tokio::test]
async fn a_guest_comes_to_one_journey_and_sees_nothing_else() {
    let (set, owner) = workshop().await;
    let made = link(&owner, "viewer", 5).await;
    assert!(made["qr"].as_str().unwrap().contains("<svg"));
    let reply = join(&set, secret_of(made["link"].as_str().unwrap())).await;
    assert_eq!(
        reply.json::<Value>(),
        json!({ "path": "/journeys/airport" })
    );
    let guest = Person::of(&set.house, &reply);
    let me = guest.me().await;
    assert_eq!((me.role, me.name.as_str()), (Role::Guest, "Cleo"));
    assert_eq!(guest.get("/journeys/airport").await.status, StatusCode::OK);
    for path in ["/journeys/hotel", "/journeys/nowhere"] {
        refused(&guest.get(path).await, 404, "not_found", None);
    }
    for path in [
        "/journeys",
        "/members",
        "/audit",
        "/account",
        "/records",
        "/metrics/catalogue",
        "/actions",
    ] {
        refused(&guest.get(path).await, 403, "forbidden", None);
    }
    let home = guest.get("page:/").await;
    assert_eq!(home.headers[header::LOCATION], "/journeys/airport");
    // Who came is seen by whoever made the link.
    let links: GuestLinks = owner
        .get(&format!("/journeys/{JOURNEY}/guests"))
        .await
        .json();
    assert_eq!(links.links[0].guests, ["Cleo"]);
}

#[tokio::test]
async fn a_member_who_comes_by_a_link_of_their_own_workspace_stays_who_they_are() {
    let (set, owner) = workshop().await;
    let made = link(&owner, "viewer", 1).await;
    let secret = secret_of(made["link"].as_str().unwrap());
    let reply = owner
        .post(
            "/entrance/join",
            &json!({ "secret": secret, "name": "Ana" }),
        )
        .await;
    assert_eq!(
        reply.json::<Value>(),
        json!({ "path": "/journeys/airport" })
    );
    assert!(!reply.headers.contains_key(header::SET_COOKIE));
    assert_eq!(owner.me().await.role, Role::Owner);
    // It used nothing up.
    assert_eq!(join(&set, secret).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_link_counts_so_often_and_so_long_and_until_it_is_revoked() {
    let (set, owner) = workshop().await;
    let made = link(&owner, "editor", 2).await;
    let secret = secret_of(made["link"].as_str().unwrap()).to_owned();
    let first = Person::of(&set.house, &join(&set, &secret).await);
    assert_eq!(join(&set, &secret).await.status, StatusCode::OK);
    refused(
        &join(&set, &secret).await,
        404,
        "not_found",
        Some("link_over"),
    );
    let other = link(&owner, "viewer", 9).await;
    let late = secret_of(other["link"].as_str().unwrap()).to_owned();
    set.later(4 * 60 * 60 * 1_000);
    refused(
        &join(&set, &late).await,
        404,
        "not_found",
        Some("link_over"),
    );
    assert_eq!(
        first.me().await.role,
        Role::Nobody,
        "the session ends with the link"
    );
    let third = link(&owner, "viewer", 9).await;
    let guest = Person::of(
        &set.house,
        &join(&set, secret_of(third["link"].as_str().unwrap())).await,
    );
    let id = third["kept"]["id"].as_str().unwrap();
    done(
        &owner
            .delete(&format!("/journeys/{JOURNEY}/guests/{id}"))
            .await,
    );
    assert_eq!(guest.me().await.role, Role::Nobody);
    refused(
        &join(&set, secret_of(third["link"].as_str().unwrap())).await,
        404,
        "not_found",
        Some("link_over"),
    );
}

#[tokio::test]
async fn a_code_stands_in_for_a_link_for_a_quarter_of_an_hour() {
    let (set, owner) = workshop().await;
    let made = link(&owner, "commenter", 9).await;
    let id = made["kept"]["id"].as_str().unwrap();
    let path = format!("/journeys/{JOURNEY}/guests/{id}/code");
    let code = async || -> String {
        let reply: Value = owner.post(&path, &json!({})).await.json();
        reply["code"].as_str().unwrap().to_owned()
    };
    let first = code().await;
    assert_eq!(first.len(), 6);
    let typed = format!("{} {}", &first[..3].to_lowercase(), &first[3..]);
    assert_eq!(join(&set, &typed).await.status, StatusCode::OK);
    let second = code().await;
    refused(
        &join(&set, &first).await,
        404,
        "not_found",
        Some("link_over"),
    );
    set.later(15 * 60 * 1_000);
    refused(
        &join(&set, &second).await,
        404,
        "not_found",
        Some("link_over"),
    );
}

#[tokio::test]
async fn a_guest_who_may_edit_edits_and_one_who_may_look_looks() {
    let (set, owner) = workshop().await;
    let come = async |role: &str| {
        let made = link(&owner, role, 9).await;
        Person::of(
            &set.house,
            &join(&set, secret_of(made["link"].as_str().unwrap())).await,
        )
    };
    let (viewer, editor) = (come("viewer").await, come("editor").await);
    let mut client = crate::support::Client::new(&set.house);
    let path = format!("/journeys/{JOURNEY}/pushes");
    let push = client.push(vec![crate::support::title("Ours")]);
    refused(&viewer.post(&path, &push).await, 403, "forbidden", None);
    let reply = editor.post(&path, &push).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    refused(
        &editor
            .post(&format!("/journeys/{OTHER}/pushes"), &push)
            .await,
        404,
        "not_found",
        None,
    );
    // Who edits by a link lets nobody else in.
    let body = json!({ "role": "viewer", "hours": 1, "most_uses": 1 });
    refused(
        &editor
            .post(&format!("/journeys/{JOURNEY}/guests"), &body)
            .await,
        403,
        "forbidden",
        None,
    );
}

#[tokio::test]
async fn a_link_is_made_within_bounds() {
    let (set, owner) = workshop().await;
    let path = format!("/journeys/{JOURNEY}/guests");
    for (role, hours, most_uses, why) in [
        ("owner", 1, 1, "unknown"),
        ("guest", 1, 1, "unknown"),
        ("viewer", 0, 1, "out_of_range"),
        ("viewer", 721, 1, "out_of_range"),
        ("viewer", 1, 0, "out_of_range"),
        ("viewer", 1, 201, "out_of_range"),
    ] {
        let reply = owner
            .post(
                &path,
                &json!({ "role": role, "hours": hours, "most_uses": most_uses }),
            )
            .await;
        refused(&reply, 422, "invalid", Some(why));
    }
    let commenter = set.member(&owner, "Bea", Role::Commenter).await;
    refused(&commenter.get(&path).await, 403, "forbidden", None);
}

#[tokio::test]
async fn the_name_of_a_guest_leaves_a_month_after_the_link_is_over() {
    let (set, owner) = workshop().await;
    let made = link(&owner, "viewer", 9).await;
    join(&set, secret_of(made["link"].as_str().unwrap())).await;
    assert!(owner.get("/audit").await.text.contains("Cleo"));
    set.later(31 * 24 * 60 * 60 * 1_000);
    set.house.house.tidy().await.unwrap();
    let owner = Person::of(&set.house, &set.sign_in("ana@example.org", PASSWORD).await);
    let log = owner.get("/audit").await.text;
    assert!(
        !log.contains("Cleo") && log.contains("guest_joined"),
        "{log}"
    );
}
