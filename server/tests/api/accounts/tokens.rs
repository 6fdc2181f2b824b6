//! Tokens of programs.

use serde_json::json;
use shared::{
    access::Role,
    api::{AccountView, MadeToken},
};

use super::*;

async fn made(person: &Person, scope: &str, days: u32) -> (Person, MadeToken) {
    let reply = person
        .post(
            "/account/tokens",
            &json!({ "name": "till", "scope": scope, "days": days }),
        )
        .await;
    let made: MadeToken = reply.json();
    let program = Person {
        house: person.house.clone(),
        cookie: None,
        token: Some(made.token.0.clone()),
    };
    (program, made)
}

#[tokio::test]
async fn a_program_does_what_its_token_says_and_never_what_is_about_people() {
    let (_, owner) = Set::owned().await;
    let (reads, made_one) = made(&owner, "read", 30).await;
    assert!(made_one.token.0.starts_with("puente_"));
    assert_eq!(reads.get("/journeys").await.status, StatusCode::OK);
    let journey = json!({ "id": "01890a5d-ac96-774b-bcce-b302099a8057", "title": "One", "template": "blank" });
    refused(
        &reads.post("/journeys", &journey).await,
        403,
        "forbidden",
        None,
    );
    let (edits, _) = made(&owner, "edit", 30).await;
    assert_eq!(
        edits.post("/journeys", &journey).await.status,
        StatusCode::CREATED
    );
    for path in ["/account", "/members", "/audit"] {
        refused(&edits.get(path).await, 403, "forbidden", None);
    }
    refused(
        &edits
            .post("/workspaces", &json!({ "name": "W", "lang": "en" }))
            .await,
        403,
        "forbidden",
        None,
    );
    let (imports, _) = made(&owner, "import", 30).await;
    assert_eq!(imports.get("/sources").await.status, StatusCode::OK);
    refused(&imports.get("/journeys").await, 403, "forbidden", None);
}

#[tokio::test]
async fn a_token_never_reaches_further_than_its_maker_does_now() {
    let (set, owner) = Set::owned().await;
    let bea = set.member(&owner, "Bea", Role::Editor).await;
    let (program, _) = made(&bea, "edit", 30).await;
    let journey = |n: u8| json!({ "id": format!("01890a5d-ac96-774b-bcce-b302099a80{n:02}"), "title": "One", "template": "blank" });
    assert_eq!(
        program.post("/journeys", &journey(1)).await.status,
        StatusCode::CREATED
    );
    let id = bea.me().await.id;
    done(
        &owner
            .put(
                &format!("/members/{id}"),
                &json!({ "role": "viewer", "people": false, "departments": [] }),
            )
            .await,
    );
    refused(
        &program.post("/journeys", &journey(2)).await,
        403,
        "forbidden",
        None,
    );
    done(&owner.delete(&format!("/members/{id}")).await);
    refused(
        &program.get("/journeys").await,
        401,
        "unauthenticated",
        None,
    );
}

#[tokio::test]
async fn a_token_ends_when_it_is_revoked_or_its_days_are_over() {
    let (set, owner) = Set::owned().await;
    let (one, kept) = made(&owner, "read", 1).await;
    let (other, _) = made(&owner, "read", 2).await;
    let account: AccountView = owner.get("/account").await.json();
    assert_eq!(account.tokens.len(), 2);
    assert!(
        !owner.get("/account").await.text.contains(&kept.token.0),
        "shown once"
    );
    set.later(24 * 60 * 60 * 1_000);
    refused(&one.get("/journeys").await, 401, "unauthenticated", None);
    assert_eq!(other.get("/journeys").await.status, StatusCode::OK);
    done(
        &owner
            .delete(&format!("/account/tokens/{}", account.tokens[0].id))
            .await,
    );
    refused(&other.get("/journeys").await, 401, "unauthenticated", None);
    for days in [0, 367] {
        let reply = owner
            .post(
                "/account/tokens",
                &json!({ "name": "x", "scope": "read", "days": days }),
            )
            .await;
        refused(&reply, 422, "invalid", Some("out_of_range"));
    }
}

#[tokio::test]
async fn a_wrong_token_is_nobodys_whatever_cookie_comes_with_it() {
    let (_, owner) = Set::owned().await;
    for token in [
        "",
        "puente_",
        "puente_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "x y z",
    ] {
        let both = Person {
            token: Some(token.to_owned()),
            ..owner.clone()
        };
        refused(&both.get("/journeys").await, 401, "unauthenticated", None);
    }
}
