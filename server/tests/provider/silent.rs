//! A provider that is not there, or says nothing.

use std::{
    net::TcpListener,
    time::{Duration, Instant},
};

use server::account::provider::ProviderError;

use crate::provider;

const SOON: Duration = Duration::from_secs(5);

#[tokio::test]
async fn a_provider_that_is_not_there_is_an_error_in_time() {
    let nobody = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let started = Instant::now();
    let refused = provider(&format!("http://{nobody}"))
        .begin()
        .await
        .unwrap_err();
    assert!(
        matches!(refused, ProviderError::Unreachable { .. }),
        "{refused:?}"
    );
    assert!(started.elapsed() < SOON);
}

#[tokio::test]
async fn a_provider_that_says_nothing_is_given_up_at_the_limit_by_all_who_wait() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let limit = Duration::from_millis(300);
    let provider = provider(&format!("http://{}", silent.local_addr().unwrap())).within(limit);
    let started = Instant::now();
    let (one, two, three) = tokio::join!(
        provider.begin(),
        provider.begin(),
        provider.finish("code", "nonce", "verifier")
    );
    assert_eq!(one, Err(ProviderError::Slow { limit }));
    assert_eq!(two, Err(ProviderError::Slow { limit }));
    assert_eq!(three, Err(ProviderError::Slow { limit }));
    assert!(started.elapsed() < SOON);
}
