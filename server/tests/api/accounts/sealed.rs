//! What is kept sealed: secrets of second factors in the database, and what browsers keep of people.

use std::path::Path;

use serde_json::json;
use server::{account::Keys, store::Store};

use super::{
    own::{code, second_factor},
    *,
};

/// What the database file holds of the second factor of the only account.
async fn kept(set: &Set) -> Vec<u8> {
    let totp: Vec<u8> = sqlx::query_scalar("SELECT totp FROM account WHERE totp IS NOT NULL")
        .fetch_one(set.house.services.store().readers())
        .await
        .unwrap();
    totp
}

fn with_keys(path: &Path) -> impl FnOnce(&mut Settings) {
    let keys = Keys::of_file(path).unwrap();
    move |settings| settings.keys = Some(keys)
}

#[tokio::test]
async fn the_secret_of_a_second_factor_is_not_in_the_database() {
    let (set, owner) = Set::owned().await;
    let (secret, _) = second_factor(&set, &owner).await;
    let bytes = totp_rs::Secret::try_from_base32(&secret.secret.0)
        .unwrap()
        .as_bytes()
        .to_vec();
    assert_eq!(bytes.len(), 20);
    let kept = kept(&set).await;
    assert!(kept.len() > bytes.len());
    assert!(!kept.windows(bytes.len()).any(|part| part == bytes));
}

#[tokio::test]
async fn another_key_opens_no_second_factor_and_recovery_codes_still_lead_in() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("puente.key");
    let set = Set::with(with_keys(&path)).await;
    let owner = set.set_up().await;
    let (secret, recovery) = second_factor(&set, &owner).await;
    set.later(30_000);
    let with = async |set: &Set, code: &str| {
        let body = json!({ "email": "ana@example.org", "password": PASSWORD, "code": code });
        set.anybody().post("/entrance/sign-in", &body).await
    };
    // The same file, another process: the key counts.
    let again = set.again(with_keys(&path)).await;
    let now = code(&secret, set.now());
    assert_eq!(with(&again, &now).await.status, StatusCode::OK);
    // The file is lost, and a new one made.
    std::fs::remove_file(&path).unwrap();
    let lost = set.again(with_keys(&path)).await;
    set.later(30_000);
    let next = code(&secret, set.now());
    refused(
        &with(&lost, &next).await,
        401,
        "unauthenticated",
        Some("wrong_code"),
    );
    let spare = &recovery.codes[0].0;
    assert_eq!(with(&lost, spare).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_stood_open_is_sealed_and_what_an_earlier_key_sealed_is_sealed_anew() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("puente.key");
    let set = Set::with(with_keys(&path)).await;
    let owner = set.set_up().await;
    let (secret, _) = second_factor(&set, &owner).await;
    let bytes = totp_rs::Secret::try_from_base32(&secret.secret.0)
        .unwrap()
        .as_bytes()
        .to_vec();
    let store: &Store = set.house.services.store();
    let mut write = store.write().await.unwrap();
    sqlx::query("UPDATE account SET totp = $1")
        .bind(&bytes)
        .execute(&mut *write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    assert_eq!(set.house.house.seal_second_factors().await.unwrap(), 1);
    assert_eq!(set.house.house.seal_second_factors().await.unwrap(), 0);
    Keys::renewed(&path).unwrap();
    let renewed = set.again(with_keys(&path)).await;
    assert_eq!(renewed.house.house.seal_second_factors().await.unwrap(), 1);
    // The key before the last has gone; what it sealed was sealed anew.
    Keys::renewed(&path).unwrap();
    let last = set.again(with_keys(&path)).await;
    set.later(30_000);
    let body = json!({
        "email": "ana@example.org", "password": PASSWORD, "code": code(&secret, set.now()),
    });
    let reply = last.anybody().post("/entrance/sign-in", &body).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
}

/// The keys that a page hands to its browser.
fn handed(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once("data-keep=\"")?;
    rest.split_once('"').map(|(keys, _)| keys)
}

#[tokio::test]
async fn a_page_hands_each_person_a_key_of_their_own_and_nobody_any() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("puente.key");
    let set = Set::with(with_keys(&path)).await;
    let owner = set.set_up().await;
    let bea = set.member(&owner, "Bea", Role::Viewer).await;
    let of = async |person: &Person| {
        let page = person.get("page:/account").await;
        assert_eq!(page.headers["cache-control"], "no-store");
        handed(&page.text).map(str::to_owned)
    };
    let (ana, other) = (of(&owner).await.unwrap(), of(&bea).await.unwrap());
    assert_ne!(ana, other);
    // 32 bytes in Base64.
    assert_eq!(ana.len(), 44, "{ana}");
    let page = set.anybody().get("page:/sign-in").await;
    assert_eq!(handed(&page.text), None);
    // After a restart what waits in the browser is still read.
    let again = set.again(with_keys(&path)).await;
    let owner = Person {
        house: again.house.clone(),
        ..owner
    };
    assert_eq!(of(&owner).await, Some(ana));
    // Nothing else says it.
    assert!(!owner.get("/me").await.text.contains("keep"));
}
