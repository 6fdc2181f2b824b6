//! What somebody might try instead: each has its answer, and leaves nothing half done.

use axum::{
    body::Body,
    http::{Method, header},
};
use serde_json::json;
use shared::access::Role;

use super::*;

#[tokio::test]
async fn forged_swapped_and_doubled_cookies_are_nobodys() {
    let (set, owner) = Set::owned().await;
    let cookie = owner.cookie.clone().unwrap();
    let (name, value) = cookie.split_once('=').unwrap();
    let other = Person::of(&set.house, &set.sign_in("ana@example.org", PASSWORD).await);
    let theirs = other.cookie.unwrap();
    for forged in [
        format!("{name}="),
        format!("{name}={}", &value[1..]),
        format!("{name}={value}A"),
        format!("{name}={}", "A".repeat(43)),
        format!("{name}={}", "x".repeat(4_000)),
        format!("x{name}={value}"),
        // One of the two was put there by somebody else.
        format!("{cookie}; {theirs}"),
    ] {
        let person = Person {
            cookie: Some(forged.clone()),
            ..set.anybody()
        };
        assert_eq!(person.me().await.role, Role::Nobody, "{forged}");
    }
    assert_eq!(owner.me().await.role, Role::Owner);
}

#[tokio::test]
async fn a_link_of_one_kind_is_none_of_another() {
    let (set, owner) = Set::owned().await;
    let reset = set
        .house
        .house
        .add_user("bea@example.org", "Bea", Role::Viewer)
        .await
        .unwrap()
        .link
        .0;
    let reset = secret_of(&reset);
    let cookie = owner.cookie.clone().unwrap();
    let session = cookie.split_once('=').unwrap().1;
    for secret in [reset, session, "", "x"] {
        let setup = json!({ "secret": secret, "workspace": "W", "name": "A", "email": "x@example.org", "password": PASSWORD });
        refused(
            &set.anybody().post("/entrance/setup", &setup).await,
            404,
            "not_found",
            Some("link_over"),
        );
        let look = json!({ "secret": secret });
        refused(
            &set.anybody()
                .post("/entrance/invitations/look", &look)
                .await,
            404,
            "not_found",
            Some("link_over"),
        );
        let join = json!({ "secret": secret, "name": "X" });
        refused(
            &set.anybody().post("/entrance/join", &join).await,
            404,
            "not_found",
            Some("link_over"),
        );
    }
    let by_token = Person {
        token: Some(session.to_owned()),
        ..set.anybody()
    };
    assert_eq!(by_token.me().await.role, Role::Nobody);
    let body = json!({ "secret": session, "password": "seven green bridges hum" });
    refused(
        &set.anybody().post("/entrance/resets/use", &body).await,
        404,
        "not_found",
        Some("link_over"),
    );
}

#[tokio::test]
async fn what_nobody_asked_for_is_refused_and_changes_nothing() {
    let (set, owner) = Set::owned().await;
    let bea = set.member(&owner, "Bea", Role::Viewer).await;
    for body in [
        json!({ "name": "Bea", "role": "owner" }),
        json!({ "name": "Bea", "people": true }),
        json!({ "name": ["Bea"] }),
        json!({}),
    ] {
        refused(&bea.put("/account", &body).await, 400, "malformed", None);
    }
    let more = json!({ "email": "ana@example.org", "password": PASSWORD, "role": "owner" });
    refused(
        &set.anybody().post("/entrance/sign-in", &more).await,
        400,
        "malformed",
        None,
    );
    assert_eq!(bea.me().await.role, Role::Viewer);
}

#[tokio::test]
async fn bombs_of_json_headers_and_paths_are_refused_early() {
    let (set, owner) = Set::owned().await;
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let reply = set
        .anybody()
        .send(Method::POST, "/entrance/sign-in", Some(deep.as_bytes()))
        .await;
    refused(&reply, 400, "malformed", None);
    let large = vec![b' '; 2 << 20];
    let reply = set
        .anybody()
        .send(Method::POST, "/entrance/sign-in", Some(&large))
        .await;
    refused(&reply, 413, "too_large", None);
    let long = json!({ "email": "a".repeat(100_000), "password": "b".repeat(100_000) });
    refused(
        &set.anybody().post("/entrance/sign-in", &long).await,
        401,
        "unauthenticated",
        Some("wrong_credentials"),
    );
    let name = json!({ "name": "x".repeat(500_000) });
    refused(
        &owner.put("/account", &name).await,
        422,
        "invalid",
        Some("too_long"),
    );
    refused(
        &owner.get(&format!("/journeys/{}", "x".repeat(3_000))).await,
        404,
        "not_found",
        None,
    );
}

#[tokio::test]
async fn another_sites_page_signs_nobody_in_or_out() {
    let (set, owner) = Set::owned().await;
    let body = json!({ "email": "ana@example.org", "password": PASSWORD }).to_string();
    for (name, value) in [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
    ] {
        let request = set
            .house
            .request(Method::POST, "/api/v1/entrance/sign-in")
            .header(header::CONTENT_TYPE, "application/json")
            .header(name, value)
            .body(Body::from(body.clone()))
            .unwrap();
        refused(&set.house.send(request).await, 403, "wrong_origin", None);
        let request = set
            .house
            .request(Method::POST, "/api/v1/entrance/sign-out")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::COOKIE, owner.cookie.clone().unwrap())
            .header(name, value)
            .body(Body::from("{}"))
            .unwrap();
        refused(&set.house.send(request).await, 403, "wrong_origin", None);
    }
    let form = set
        .house
        .request(Method::POST, "/api/v1/entrance/sign-in")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("email=ana%40example.org"))
        .unwrap();
    refused(&set.house.send(form).await, 415, "wrong_content_type", None);
    refused(
        &owner.get("/entrance/sign-in").await,
        405,
        "wrong_method",
        None,
    );
    assert_eq!(owner.me().await.role, Role::Owner);
}

#[tokio::test]
async fn addresses_that_look_alike_are_no_second_door_to_an_account() {
    let (set, owner) = Set::owned().await;
    for email in [
        "\u{430}na@example.org",
        "ana@ex\u{e4}mple.org\u{0}",
        "ana @example.org",
    ] {
        refused(
            &owner
                .post("/invitations", &json!({ "email": email, "role": "viewer" }))
                .await,
            422,
            "invalid",
            Some("not_an_address"),
        );
        refused(
            &set.sign_in(email, PASSWORD).await,
            401,
            "unauthenticated",
            Some("wrong_credentials"),
        );
    }
    // Of another host, shown as what it is.
    let other = owner
        .post(
            "/invitations",
            &json!({ "email": "ana@\u{435}xample.org", "role": "viewer" }),
        )
        .await;
    assert!(other.text.contains("ana@xn--"), "{}", other.text);
    refused(
        &owner
            .post(
                "/invitations",
                &json!({ "email": "ANA@EXAMPLE.ORG", "role": "viewer" }),
            )
            .await,
        409,
        "exists",
        None,
    );
}

#[tokio::test]
async fn a_full_disk_leaves_nobody_half_in() {
    let set = Set::open().await;
    let link = set.house.house.setup_link().await.unwrap().unwrap();
    let body = json!({
        "secret": secret_of(&link), "workspace": "W", "name": "A", "email": "a@example.org", "password": PASSWORD,
    });
    let mut write = set.house.services.store().write().await.unwrap();
    sqlx::query("PRAGMA query_only = 1")
        .execute(&mut *write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    let reply = set.anybody().post("/entrance/setup", &body).await;
    refused(&reply, 503, "store_unavailable", Some("read_only"));
    assert_eq!(set.anybody().me().await.role, Role::LocalOwner);
    // As after a restart, by when it may be written again.
    let again = set.house.again().await;
    assert!(again.house.users().await.unwrap().is_empty());
    let link = again.house.setup_link().await.unwrap().unwrap();
    let body = json!({
        "secret": secret_of(&link), "workspace": "W", "name": "A", "email": "a@example.org", "password": PASSWORD,
    });
    let anybody = Person {
        house: again,
        cookie: None,
        token: None,
    };
    done(&anybody.post("/entrance/setup", &body).await);
}
