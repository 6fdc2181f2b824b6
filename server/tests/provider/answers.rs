//! What a provider says of itself, and when it is asked.

use serde_json::json;
use server::account::provider::ProviderError;

use crate::{
    lies::{DISCOVERY, Liar},
    provider,
};

#[tokio::test]
async fn a_provider_is_asked_once_and_again_after_a_failure() {
    let liar = Liar::open();
    let provider = provider(&liar.issuer);
    assert_eq!(liar.asked(DISCOVERY), 0);
    liar.answers(DISCOVERY, 503, "", "{}");
    let refused = provider.begin().await.unwrap_err();
    assert!(
        matches!(refused, ProviderError::Discovery { .. }),
        "{refused:?}"
    );
    liar.says(DISCOVERY, &liar.discovery());
    let copy = provider.clone();
    let (one, two, three) = tokio::join!(provider.begin(), provider.begin(), copy.begin());
    assert!(one.is_ok() && two.is_ok() && three.is_ok());
    assert_eq!(liar.asked(DISCOVERY), 2);
}

#[tokio::test]
async fn a_provider_that_calls_itself_otherwise_or_leaves_out_doors_is_refused() {
    let liar = Liar::open();
    let mut other = liar.discovery();
    other["issuer"] = json!(format!("{}/", liar.issuer));
    let mut without = liar.discovery();
    without.as_object_mut().unwrap().remove("token_endpoint");
    for strange in [other, without, json!({}), json!([]), json!("s3cret")] {
        liar.says(DISCOVERY, &strange);
        let refused = provider(&liar.issuer).begin().await.unwrap_err();
        assert!(
            matches!(refused, ProviderError::Discovery { .. }),
            "{strange} {refused:?}"
        );
    }
}

#[tokio::test]
async fn doors_that_are_less_safe_than_the_issuer_are_not_used() {
    let liar = Liar::open();
    for door in ["authorization_endpoint", "token_endpoint", "jwks_uri"] {
        let mut discovery = liar.discovery();
        discovery[door] = json!("http://192.0.2.1/door");
        liar.says(DISCOVERY, &discovery);
        let provider = provider(&liar.issuer);
        let refused = match provider.begin().await {
            Ok(begun) => provider
                .finish("code", &begun.nonce, &begun.verifier)
                .await
                .unwrap_err(),
            Err(refused) => refused,
        };
        assert_eq!(refused, ProviderError::Insecure, "{door}");
    }
}

#[tokio::test]
async fn a_provider_that_leads_elsewhere_is_not_followed() {
    let (liar, other) = (Liar::open(), Liar::open());
    let header = format!("Location: {}{DISCOVERY}\r\n", other.issuer);
    liar.answers(DISCOVERY, 302, &header, "");
    let refused = provider(&liar.issuer).begin().await.unwrap_err();
    assert!(
        matches!(refused, ProviderError::Discovery { .. }),
        "{refused:?}"
    );
    assert_eq!(other.asked(DISCOVERY), 0);
}

#[tokio::test]
async fn an_answer_without_end_is_not_read_to_its_end() {
    let liar = Liar::open();
    liar.answers(DISCOVERY, 200, "", &" ".repeat(3 << 20));
    let refused = provider(&liar.issuer).begin().await;
    assert_eq!(refused, Err(ProviderError::TooLong));
}
