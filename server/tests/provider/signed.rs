//! ID tokens that are not what they should be.

use serde_json::{Value, json};
use server::account::provider::{Person, ProviderError};

use crate::{
    SECRET,
    lies::{ACCESS, DISCOVERY, KEYS, Key, Liar, PERSON, sign_shared, unsigned},
    provider,
};

/// Finishes a sign-in with a token that is made of claims that are as they should be.
async fn finish(
    liar: &Liar,
    token: impl FnOnce(&Liar, Value) -> String,
) -> Result<Person, ProviderError> {
    let provider = provider(&liar.issuer);
    let begun = provider.begin().await.unwrap();
    liar.gives(&token(liar, liar.claims(&begun.nonce)));
    provider.finish("code", &begun.nonce, &begun.verifier).await
}

/// The same with some claims exchanged, all signed with the right key.
async fn with(liar: &Liar, changed: &Value) -> Result<Person, ProviderError> {
    finish(liar, |liar, claims| {
        liar.key.sign(&changing(claims, changed))
    })
    .await
}

fn changing(mut claims: Value, changed: &Value) -> Value {
    for (name, value) in changed.as_object().unwrap() {
        claims[name] = value.clone();
    }
    claims
}

fn untrusted(outcome: &Result<Person, ProviderError>) -> bool {
    matches!(outcome, Err(ProviderError::Untrusted { .. }))
}

#[tokio::test]
async fn a_token_that_is_as_it_should_be_is_believed() {
    let liar = Liar::open();
    let person = finish(&liar, |liar, claims| liar.key.sign(&claims))
        .await
        .unwrap();
    assert_eq!(person.subject, "1");
    assert_eq!(person.email, "ana@example.org");
    assert!(person.email_verified);
    assert_eq!(liar.asked(PERSON), 0);
}

#[tokio::test]
async fn a_token_that_is_signed_with_another_key_is_refused() {
    let liar = Liar::open();
    // The same name of the key, and one that nobody published.
    for name in ["first", "second"] {
        let forged = finish(&liar, |_, claims| Key::new(name).sign(&claims)).await;
        assert!(untrusted(&forged), "{name}");
    }
}

#[tokio::test]
async fn a_token_that_was_changed_after_it_was_signed_is_refused() {
    let liar = Liar::open();
    let forged = finish(&liar, |liar, claims| {
        let signature = liar
            .key
            .sign(&claims)
            .rsplit('.')
            .next()
            .unwrap()
            .to_owned();
        let claims = changing(claims, &json!({"sub": "2"}));
        let unsigned = unsigned(&json!({"alg": "ES256", "kid": "first"}), &claims);
        format!("{unsigned}.{signature}")
    });
    assert!(untrusted(&forged.await));
}

#[tokio::test]
async fn a_token_without_a_signature_is_refused_also_where_the_provider_offers_that() {
    let liar = Liar::open();
    let forged = finish(&liar, |_, claims| {
        format!("{}.", unsigned(&json!({"alg": "none"}), &claims))
    });
    let forged = forged.await;
    assert!(forged.is_err(), "{forged:?}");
}

#[tokio::test]
async fn a_token_that_is_signed_with_what_both_sides_know_is_refused() {
    let liar = Liar::open();
    for kid in [None, Some("first")] {
        let shared = finish(&liar, |_, claims| {
            sign_shared(SECRET.as_bytes(), kid, &claims)
        });
        assert!(untrusted(&shared.await));
        // The public key taken for a shared secret.
        let confused = finish(&liar, |liar, claims| {
            sign_shared(liar.key.public_bytes(), kid, &claims)
        });
        assert!(untrusted(&confused.await));
    }
}

#[tokio::test]
async fn a_token_from_or_for_somebody_else_is_refused() {
    let liar = Liar::open();
    for changed in [
        json!({"iss": "https://login.example.org"}),
        json!({"aud": "another"}),
        json!({"aud": []}),
        json!({"aud": ["puente", "another"]}),
        json!({"sub": ""}),
        json!({"sub": "1".repeat(300)}),
        json!({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}),
    ] {
        let refused = with(&liar, &changed).await;
        assert!(untrusted(&refused), "{changed} {refused:?}");
    }
}

#[tokio::test]
async fn a_token_that_has_expired_or_belongs_to_another_sign_in_is_refused() {
    let liar = Liar::open();
    let expired = with(&liar, &json!({"exp": 1_700_000_000})).await;
    assert_eq!(expired, Err(ProviderError::Expired));
    for nonce in [json!("another"), json!(""), Value::Null] {
        let refused = with(&liar, &json!({"nonce": nonce})).await;
        assert_eq!(refused, Err(ProviderError::Nonce));
    }
}

#[tokio::test]
async fn an_answer_without_a_token_is_refused_and_not_repeated() {
    let liar = Liar::open();
    let provider = provider(&liar.issuer);
    let begun = provider.begin().await.unwrap();
    let finish = || provider.finish("code", &begun.nonce, &begun.verifier);
    liar.says(
        "/token",
        &json!({"access_token": ACCESS, "token_type": "Bearer"}),
    );
    assert_eq!(finish().await, Err(ProviderError::NoIdToken));
    for strange in [
        "",
        "<html>s3cret",
        "[\"s3cret\"]",
        "{\"access_token\": 7, \"x\": \"s3cret\"}",
    ] {
        liar.answers("/token", 200, "", strange);
        let refused = finish().await.unwrap_err();
        assert!(
            matches!(refused, ProviderError::Answer { .. }),
            "{refused:?}"
        );
        assert!(!format!("{refused} {refused:?}").contains("s3cret"));
    }
    liar.answers("/token", 400, "", r#"{"error": "slow\u001b[31m down\n"}"#);
    let code = "slow[31mdown".to_owned();
    assert_eq!(finish().await, Err(ProviderError::Refused { code }));
}

#[tokio::test]
async fn a_provider_that_changes_its_key_is_asked_for_the_new_one() {
    let liar = Liar::open();
    let newer = Key::new("second");
    let person = finish(&liar, |liar, claims| {
        liar.says(
            KEYS,
            &json!({"keys": [liar.key.published(), newer.published()]}),
        );
        newer.sign(&claims)
    });
    assert_eq!(person.await.unwrap().subject, "1");
    assert_eq!(liar.asked(DISCOVERY), 2);
}

#[tokio::test]
async fn whether_an_address_is_verified_is_what_is_said_of_that_address() {
    let liar = Liar::open();
    for (token, person, expected) in [
        // Nothing is said of the one in the token, and the other is another.
        (
            json!({"email": "a@example.org", "email_verified": null}),
            json!({"sub": "1", "email": "b@example.org", "email_verified": false}),
            ("b@example.org", false),
        ),
        (
            json!({"email": null, "email_verified": true}),
            json!({"sub": "1", "email": "b@example.org"}),
            ("b@example.org", false),
        ),
        (
            json!({"email": "a@example.org", "email_verified": null}),
            json!({"sub": "1", "email_verified": true}),
            ("a@example.org", false),
        ),
        (
            json!({"email": "a@example.org", "email_verified": "true"}),
            json!({"sub": "1"}),
            ("a@example.org", true),
        ),
    ] {
        let mut discovery = liar.discovery();
        discovery["userinfo_endpoint"] = json!(format!("{}{PERSON}", liar.issuer));
        liar.says(DISCOVERY, &discovery);
        liar.says(PERSON, &person);
        let found = with(&liar, &token).await.unwrap();
        assert_eq!((found.email.as_str(), found.email_verified), expected);
    }
}

#[tokio::test]
async fn what_is_said_of_somebody_else_is_refused() {
    let liar = Liar::open();
    let mut discovery = liar.discovery();
    discovery["userinfo_endpoint"] = json!(format!("{}{PERSON}", liar.issuer));
    liar.says(DISCOVERY, &discovery);
    liar.says(
        PERSON,
        &json!({"sub": "2", "email": "b@example.org", "email_verified": true}),
    );
    let refused = with(&liar, &json!({"email": null})).await;
    assert!(untrusted(&refused));
}
