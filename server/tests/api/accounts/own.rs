//! One's own account: name, password, second factor, sessions, and leaving for good.

use serde_json::{Value, json};
use shared::{
    access::Role,
    api::{AccountView, RecoveryCodes, SecondFactor},
};

use super::*;

/// The code of a secret at a moment, by RFC 6238 (SHA-1, six digits, thirty seconds), from a library of its own.
pub fn code(secret: &SecondFactor, now: i64) -> String {
    let bytes = totp_rs::Secret::try_from_base32(&secret.secret.0).unwrap();
    let codes = totp_rs::Builder::new()
        .with_secret(bytes)
        .build_noncompliant();
    codes
        .generate(u64::try_from(now / 1_000).unwrap())
        .to_string()
}

pub async fn second_factor(set: &Set, person: &Person) -> (SecondFactor, RecoveryCodes) {
    let begun = person
        .post("/account/second-factor", &json!({ "password": PASSWORD }))
        .await;
    let secret: SecondFactor = begun.json();
    let body = json!({ "code": code(&secret, set.now()) });
    let confirmed = person.post("/account/second-factor/confirm", &body).await;
    (secret, confirmed.json())
}

const END_OTHERS: &str = "/account/sessions/end-others";

#[tokio::test]
async fn another_name_is_what_others_see_from_then_on() {
    let (_, owner) = Set::owned().await;
    done(&owner.put("/account", &json!({ "name": "  Ana R. " })).await);
    assert_eq!(owner.me().await.name, "Ana R.");
    for (name, why) in [
        ("", "empty"),
        ("a\u{202e}b", "control_characters"),
        ("a\nb", "control_characters"),
    ] {
        refused(
            &owner.put("/account", &json!({ "name": name })).await,
            422,
            "invalid",
            Some(why),
        );
    }
    refused(
        &owner
            .put("/account", &json!({ "name": "x".repeat(121) }))
            .await,
        422,
        "invalid",
        Some("too_long"),
    );
}

#[tokio::test]
async fn another_password_needs_the_one_before_and_ends_the_other_sessions() {
    let (set, owner) = Set::owned().await;
    let other = Person::of(&set.house, &set.sign_in("ana@example.org", PASSWORD).await);
    let change = async |current: &str, new: &str| {
        owner
            .post(
                "/account/password",
                &json!({ "current": current, "new": new }),
            )
            .await
    };
    refused(
        &change("wrong", "seven green bridges hum").await,
        422,
        "invalid",
        Some("password_needed"),
    );
    refused(
        &change(PASSWORD, "passwordpassword").await,
        422,
        "invalid",
        Some("too_common"),
    );
    done(&change(PASSWORD, "seven green bridges hum").await);
    assert_eq!(owner.me().await.role, Role::Owner);
    assert_eq!(other.me().await.role, Role::Nobody);
    assert_eq!(owner.events().await[0], "password_changed");
}

#[tokio::test]
async fn a_second_factor_is_asked_for_after_the_password_and_each_code_counts_once() {
    let (set, owner) = Set::owned().await;
    refused(
        &owner
            .post("/account/second-factor", &json!({ "password": "wrong" }))
            .await,
        422,
        "invalid",
        Some("password_needed"),
    );
    let (secret, recovery) = second_factor(&set, &owner).await;
    assert!(
        secret.uri.0.starts_with("otpauth://totp/Puente:"),
        "{}",
        secret.uri.0
    );
    assert!(secret.qr.contains("<svg"));
    assert_eq!(recovery.codes.len(), 10);
    // Seven groups of four out of 25 characters: log2(25^28) is 130 bits.
    for code in &recovery.codes {
        let groups: Vec<usize> = code.0.split('-').map(str::len).collect();
        assert_eq!(groups, [4; 7], "{}", code.0);
    }
    let with = async |code: Option<&str>| {
        let body = json!({ "email": "ana@example.org", "password": PASSWORD, "code": code });
        set.anybody().post("/entrance/sign-in", &body).await
    };
    let first = with(None).await;
    assert_eq!(first.json::<Value>(), json!("second_factor"));
    assert!(!first.headers.contains_key("set-cookie"));
    refused(
        &with(Some("000000")).await,
        401,
        "unauthenticated",
        Some("wrong_code"),
    );
    // The code that added it was used by that.
    refused(
        &with(Some(&code(&secret, set.now()))).await,
        401,
        "unauthenticated",
        Some("wrong_code"),
    );
    set.later(30_000);
    let next = code(&secret, set.now());
    assert_eq!(with(Some(&next)).await.json::<Value>(), json!("in"));
    refused(
        &with(Some(&next)).await,
        401,
        "unauthenticated",
        Some("wrong_code"),
    );
    let spare = &recovery.codes[0].0;
    assert_eq!(
        with(Some(&spare.to_lowercase())).await.json::<Value>(),
        json!("in")
    );
    refused(
        &with(Some(spare)).await,
        401,
        "unauthenticated",
        Some("wrong_code"),
    );
    let account: AccountView = owner.get("/account").await.json();
    assert_eq!((account.second_factor, account.recovery_codes), (true, 9));
    done(
        &owner
            .post(
                "/account/second-factor/remove",
                &json!({ "password": PASSWORD }),
            )
            .await,
    );
    assert_eq!(with(None).await.json::<Value>(), json!("in"));
    let events = owner.events().await;
    for kind in [
        "second_factor_added",
        "recovery_code_used",
        "second_factor_removed",
    ] {
        assert!(
            events.iter().any(|found| found == kind),
            "{kind}: {events:?}"
        );
    }
}

#[tokio::test]
async fn a_second_factor_counts_from_its_first_code_on_and_not_before() {
    let (set, owner) = Set::owned().await;
    owner
        .post("/account/second-factor", &json!({ "password": PASSWORD }))
        .await;
    refused(
        &owner
            .post(
                "/account/second-factor/confirm",
                &json!({ "code": "12345" }),
            )
            .await,
        422,
        "invalid",
        Some("wrong_code"),
    );
    assert_eq!(
        set.sign_in("ana@example.org", PASSWORD)
            .await
            .json::<Value>(),
        json!("in")
    );
}

#[tokio::test]
async fn sessions_are_listed_and_ended_and_only_ones_own() {
    let (set, owner) = Set::owned().await;
    let other = Person::of(&set.house, &set.sign_in("ana@example.org", PASSWORD).await);
    let bea = set.member(&owner, "Bea", Role::Viewer).await;
    let account: AccountView = owner.get("/account").await.json();
    assert_eq!(account.sessions.len(), 2);
    assert!(account.sessions[0].here && !account.sessions[1].here);
    let theirs: AccountView = bea.get("/account").await.json();
    let path = |id| format!("/account/sessions/{id}/end");
    let said = json!({ "password": PASSWORD });
    refused(
        &owner.post(&path(theirs.sessions[0].id), &said).await,
        404,
        "not_found",
        None,
    );
    let wrong = json!({ "password": "wrong" });
    for path in [path(account.sessions[1].id), END_OTHERS.to_owned()] {
        refused(
            &owner.post(&path, &wrong).await,
            422,
            "invalid",
            Some("password_needed"),
        );
    }
    assert_eq!(other.me().await.role, Role::Owner, "it goes on");
    done(&owner.post(&path(account.sessions[1].id), &said).await);
    assert_eq!(other.me().await.role, Role::Nobody);
    assert_eq!(bea.me().await.role, Role::Viewer);
    let third = Person::of(&set.house, &set.sign_in("ana@example.org", PASSWORD).await);
    done(&owner.post(END_OTHERS, &said).await);
    assert_eq!(
        (third.me().await.role, owner.me().await.role),
        (Role::Nobody, Role::Owner)
    );
}

#[tokio::test]
async fn a_person_who_is_erased_leaves_with_the_name_and_stays_as_an_id() {
    let (set, owner) = Set::owned().await;
    let bea = set.member(&owner, "Bea", Role::Editor).await;
    let id = bea.me().await.id;
    refused(
        &bea.post("/account/erase", &json!({ "password": "wrong" }))
            .await,
        422,
        "invalid",
        Some("password_needed"),
    );
    done(
        &bea.post("/account/erase", &json!({ "password": PASSWORD }))
            .await,
    );
    assert_eq!(bea.me().await.role, Role::Nobody);
    refused(
        &set.sign_in("bea@example.org", PASSWORD).await,
        401,
        "unauthenticated",
        Some("wrong_credentials"),
    );
    let log: Value = owner.get("/audit").await.json();
    let mut events = log["events"].as_array().unwrap().iter();
    let erased = events.find(|event| event["kind"] == "person_erased");
    let erased = erased.unwrap();
    assert_eq!(
        (erased["kind"].as_str(), erased["actor"].as_str()),
        (Some("person_erased"), Some(id.to_string().as_str()))
    );
    assert_eq!(
        (&erased["name"], &erased["about_name"]),
        (&Value::Null, &Value::Null)
    );
    let everything = format!(
        "{}{}",
        owner.get("/members").await.text,
        owner.get("/audit.csv").await.text
    );
    assert!(
        !everything.contains("Bea") && !everything.contains("bea@"),
        "{everything}"
    );
    // The address is free again.
    set.member(&owner, "Bea", Role::Viewer).await;
}

#[tokio::test]
async fn the_last_owner_neither_leaves_nor_is_erased_nor_becomes_less() {
    let (set, owner) = Set::owned().await;
    let me = owner.me().await.id;
    refused(
        &owner.post("/account/leave", &json!({})).await,
        422,
        "invalid",
        Some("last_owner"),
    );
    refused(
        &owner
            .post("/account/erase", &json!({ "password": PASSWORD }))
            .await,
        422,
        "invalid",
        Some("last_owner"),
    );
    let less = json!({ "role": "admin", "people": true, "departments": [] });
    refused(
        &owner.put(&format!("/members/{me}"), &less).await,
        422,
        "invalid",
        Some("last_owner"),
    );
    refused(
        &owner.delete(&format!("/members/{me}")).await,
        422,
        "invalid",
        Some("last_owner"),
    );
    assert_eq!(owner.me().await.role, Role::Owner, "nothing was half done");
    assert!(
        set.house
            .house
            .users()
            .await
            .unwrap()
            .iter()
            .any(|user| user.email == "ana@example.org")
    );
    let bea = set.member(&owner, "Bea", Role::Owner).await;
    done(&owner.post("/account/leave", &json!({})).await);
    assert_eq!(
        (owner.me().await.role, bea.me().await.role),
        (Role::Nobody, Role::Owner)
    );
}
