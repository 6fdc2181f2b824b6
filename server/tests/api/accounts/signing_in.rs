//! The first account, signing in and out, sessions, and another password.

use axum::http::{StatusCode, header};
use serde_json::{Value, json};
use shared::access::Role;

use super::*;

const DAY: i64 = 24 * 60 * 60 * 1_000;

#[tokio::test]
async fn until_somebody_has_an_account_whoever_uses_this_machine_is_the_local_owner() {
    let set = Set::open().await;
    let me = set.anybody().me().await;
    assert_eq!(me.role, Role::LocalOwner);
    let entrance: Value = set.anybody().get("/entrance").await.json();
    assert_eq!(entrance, json!({ "accounts": false, "provider": null }));
    assert_eq!(
        set.house.get("/api/v1/journeys").await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn the_link_of_the_console_makes_the_owner_once_and_closes_the_door() {
    let set = Set::open().await;
    let link = set.house.house.setup_link().await.unwrap().unwrap();
    assert!(link.starts_with("http://127.0.0.1:3000/setup#"), "{link}");
    let body = json!({
        "secret": secret_of(&link), "workspace": "Puente Norte", "name": "Ana Ruiz",
        "email": "Ana@example.org", "password": PASSWORD,
    });
    let reply = set.anybody().post("/entrance/setup", &body).await;
    done(&reply);
    let cookie = reply.headers[header::SET_COOKIE].to_str().unwrap();
    for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let owner = Person::of(&set.house, &reply);
    let me = owner.me().await;
    assert_eq!(
        (me.role, me.name.as_str(), me.people),
        (Role::Owner, "Ana Ruiz", true)
    );
    assert_eq!(me.email.as_deref(), Some("Ana@example.org"));
    assert_eq!(me.workspace.unwrap().name, "Puente Norte");
    // Used up; and there is no other.
    refused(
        &set.anybody().post("/entrance/setup", &body).await,
        404,
        "not_found",
        Some("link_over"),
    );
    assert!(set.house.house.setup_link().await.unwrap().is_none());
    // From now on nobody is the local owner.
    assert_eq!(set.anybody().me().await.role, Role::Nobody);
    refused(
        &set.anybody().get("/journeys").await,
        401,
        "unauthenticated",
        None,
    );
    assert_eq!(owner.events().await, ["set_up"]);
}

#[tokio::test]
async fn a_new_link_for_setting_up_ends_the_one_before_and_none_counts_for_ever() {
    let set = Set::open().await;
    let first = set.house.house.setup_link().await.unwrap().unwrap();
    let second = set.house.house.setup_link().await.unwrap().unwrap();
    let body = |link: &str| {
        json!({
            "secret": secret_of(link), "workspace": "W", "name": "A", "email": "a@example.org", "password": PASSWORD,
        })
    };
    let with = async |link: &str| set.anybody().post("/entrance/setup", &body(link)).await;
    refused(&with(&first).await, 404, "not_found", Some("link_over"));
    set.later(7 * DAY);
    refused(&with(&second).await, 404, "not_found", Some("link_over"));
    let third = set.house.house.setup_link().await.unwrap().unwrap();
    done(&with(&third).await);
}

#[tokio::test]
async fn what_is_wrong_with_a_sign_in_is_not_said() {
    let (set, owner) = Set::owned().await;
    for (email, password) in [
        ("ana@example.org", "quiet lamp orbit mustarD"),
        ("bea@example.org", PASSWORD),
        ("no address", PASSWORD),
        ("", ""),
    ] {
        let reply = set.sign_in(email, password).await;
        refused(&reply, 401, "unauthenticated", Some("wrong_credentials"));
        assert!(!reply.headers.contains_key(header::SET_COOKIE));
        assert_eq!(
            reply.text,
            set.sign_in("bea@example.org", "x").await.text,
            "{email}"
        );
    }
    let right = set.sign_in(" ANA@example.org ", PASSWORD).await;
    assert_eq!(right.json::<Value>(), json!("in"), "{}", right.text);
    let events = owner.events().await;
    assert_eq!(events[0], "signed_in");
    assert!(
        events[1..]
            .iter()
            .filter(|kind| *kind == "sign_in_refused")
            .count()
            >= 4,
        "{events:?}"
    );
    // The log says neither what was typed nor for whom.
    let log = owner.get("/audit").await.text;
    assert!(
        !log.contains("mustard") && !log.contains("example.org"),
        "{log}"
    );
}

#[tokio::test]
async fn signing_in_begins_another_session_and_ends_the_one_that_was_there() {
    let (set, owner) = Set::owned().await;
    let body = json!({ "email": "ana@example.org", "password": PASSWORD });
    let again = owner.post("/entrance/sign-in", &body).await;
    let anew = Person::of(&set.house, &again);
    assert_ne!(anew.cookie, owner.cookie);
    assert_eq!(anew.me().await.role, Role::Owner);
    assert_eq!(
        owner.me().await.role,
        Role::Nobody,
        "the session before is over"
    );
    let out = anew.post("/entrance/sign-out", &json!({})).await;
    done(&out);
    assert!(
        out.headers[header::SET_COOKIE]
            .to_str()
            .unwrap()
            .contains("Max-Age=0")
    );
    assert_eq!(anew.me().await.role, Role::Nobody);
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used_and_after_a_month_in_any_case() {
    let (set, owner) = Set::owned().await;
    for _ in 0..9 {
        set.later(3 * DAY);
        assert_eq!(owner.me().await.role, Role::Owner);
        set.house.house.tidy().await.unwrap();
        // What was remembered of it is two seconds old at most.
        tokio::time::sleep(std::time::Duration::from_millis(2_100)).await;
    }
    set.later(3 * DAY);
    assert_eq!(owner.me().await.role, Role::Nobody, "after thirty days");
    let anew = Person::of(&set.house, &set.sign_in("ana@example.org", PASSWORD).await);
    set.later(3 * DAY + 1);
    assert_eq!(
        anew.me().await.role,
        Role::Nobody,
        "after three days without use"
    );
}

#[tokio::test]
async fn a_clock_that_is_set_back_ends_sessions_and_frees_nothing() {
    let (set, owner) = Set::owned().await;
    set.later(-2 * DAY);
    assert_eq!(owner.me().await.role, Role::Nobody);
    let anew = Person::of(&set.house, &set.sign_in("ana@example.org", PASSWORD).await);
    assert_eq!(anew.me().await.role, Role::Owner);
}

#[tokio::test]
async fn guessing_is_slowed_down_and_the_right_password_opens_again() {
    let (set, _) = Set::owned().await;
    for _ in 0..5 {
        refused(
            &set.sign_in("ana@example.org", "wrong").await,
            401,
            "unauthenticated",
            Some("wrong_credentials"),
        );
    }
    let wait = set.sign_in("ana@example.org", PASSWORD).await;
    refused(&wait, 429, "too_many", None);
    let seconds: i64 = wait.json::<Value>()["args"]["retry_after"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    assert_eq!(wait.headers[header::RETRY_AFTER], seconds.to_string());
    // It is the same where there is no account.
    for _ in 0..5 {
        set.sign_in("nobody@example.org", "wrong").await;
    }
    refused(
        &set.sign_in("nobody@example.org", "wrong").await,
        429,
        "too_many",
        None,
    );
    set.later(seconds * 1_000);
    assert_eq!(
        set.sign_in("ana@example.org", PASSWORD).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_a_link_that_counts_once_and_for_an_hour() {
    let (set, owner) = Set::owned().await;
    let ask = async |email: &str| {
        set.anybody()
            .post("/entrance/resets", &json!({ "email": email }))
            .await
    };
    done(&ask("nobody@example.org").await);
    done(&ask("ana@example.org").await);
    // The letter goes out beside the answer.
    while owner.events().await[0] != "reset_asked" {
        tokio::task::yield_now().await;
    }
    let added = set
        .house
        .house
        .reset_user("ana@example.org", false)
        .await
        .unwrap();
    assert_eq!(owner.me().await.role, Role::Nobody, "all sessions end");
    let link = added.link.0;
    let with = async |link: &str, password: &str| {
        let body = json!({ "secret": secret_of(link), "password": password });
        set.anybody().post("/entrance/resets/use", &body).await
    };
    refused(
        &with(&link, "short").await,
        422,
        "invalid",
        Some("too_short"),
    );
    done(&with(&link, "seven green bridges hum").await);
    refused(
        &with(&link, "seven green bridges hum").await,
        404,
        "not_found",
        Some("link_over"),
    );
    refused(
        &set.sign_in("ana@example.org", PASSWORD).await,
        401,
        "unauthenticated",
        Some("wrong_credentials"),
    );
    assert_eq!(
        set.sign_in("ana@example.org", "seven green bridges hum")
            .await
            .status,
        StatusCode::OK
    );
    let late = set
        .house
        .house
        .reset_user("ana@example.org", false)
        .await
        .unwrap()
        .link
        .0;
    set.later(60 * 60 * 1_000);
    refused(
        &with(&late, "eight green bridges hum").await,
        404,
        "not_found",
        Some("link_over"),
    );
}

#[tokio::test]
async fn whoever_runs_the_server_adds_people_on_the_console() {
    let set = Set::open().await;
    let added = set
        .house
        .house
        .add_user("Bea@example.org", "Bea", Role::Owner)
        .await
        .unwrap();
    // There is an account: nobody is the local owner any more, and setting up is over.
    assert_eq!(set.anybody().me().await.role, Role::Nobody);
    assert!(set.house.house.setup_link().await.unwrap().is_none());
    let body = json!({ "secret": secret_of(&added.link.0), "password": PASSWORD });
    done(&set.anybody().post("/entrance/resets/use", &body).await);
    let bea = Person::of(&set.house, &set.sign_in("bea@example.org", PASSWORD).await);
    assert_eq!(bea.me().await.role, Role::Owner);
    let events: Value = bea.get("/audit").await.json();
    let added = events["events"]
        .as_array()
        .unwrap()
        .iter()
        .find(|event| event["kind"] == "user_added")
        .unwrap();
    assert_eq!(
        (added["way"].as_str(), added["address"].as_str()),
        (Some("console"), Some(""))
    );
    let again = set
        .house
        .house
        .add_user("bea@EXAMPLE.org", "Bea", Role::Viewer)
        .await
        .unwrap_err();
    assert_eq!(again.code, shared::api::ErrorCode::Exists);
    let users = set.house.house.users().await.unwrap();
    assert_eq!(users.len(), 1);
}

#[tokio::test]
async fn pages_lead_nobody_to_where_one_signs_in_and_back_to_where_they_were_going() {
    let (set, owner) = Set::owned().await;
    let reply = set.anybody().get("page:/metrics?from=2026-01-01").await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    assert_eq!(
        reply.headers[header::LOCATION],
        "/sign-in?next=%2Fmetrics%3Ffrom%3D2026-01-01"
    );
    assert_eq!(
        set.anybody().get("page:/").await.headers[header::LOCATION],
        "/sign-in"
    );
    for page in ["/sign-in", "/setup", "/reset", "/invitation", "/join"] {
        let reply = set.anybody().get(&format!("page:{page}")).await;
        assert_eq!(reply.status, StatusCode::OK, "{page}");
        assert!(
            !reply.text.contains("Puente Norte"),
            "{page} says what is inside"
        );
    }
    let inside = owner.get("page:/").await;
    assert_eq!(inside.status, StatusCode::OK);
    assert!(inside.text.contains("Ana Ruiz"));
}

#[tokio::test]
async fn beyond_this_machine_nobody_comes_in_before_there_is_an_account() {
    let set = Set::with(|settings| settings.beyond_loopback = true).await;
    assert_eq!(set.anybody().me().await.role, Role::Nobody);
    refused(
        &set.anybody().get("/journeys").await,
        401,
        "unauthenticated",
        None,
    );
    let owner = set.set_up().await;
    assert_eq!(owner.me().await.role, Role::Owner);
}

#[tokio::test]
async fn behind_tls_the_cookie_is_for_encrypted_connections_only() {
    let set = Set::with(|settings| settings.base = "https://puente.example.org".to_owned()).await;
    let link = set.house.house.setup_link().await.unwrap().unwrap();
    let body = json!({
        "secret": secret_of(&link), "workspace": "W", "name": "A", "email": "a@example.org", "password": PASSWORD,
    });
    let reply = set.anybody().post("/entrance/setup", &body).await;
    let cookie = reply.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(
        cookie.starts_with("__Host-puente_session=") && cookie.contains("; Secure"),
        "{cookie}"
    );
}
