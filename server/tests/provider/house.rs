//! Against `oidc-provider`, a certified provider for Node: `tests/oidc/server.mjs`.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
};

use server::{
    account::provider::{Begun, Person, Provider, ProviderError},
    secret::Secret,
};
use url::Url;

use crate::{BACK, CLIENT, SECRET, provider, settings};

/// The provider, until it is dropped.
pub(crate) struct House {
    node: Child,
    /// Kept open: it ends when it cannot say what it wants to.
    #[allow(dead_code)]
    said: BufReader<ChildStdout>,
    pub(crate) issuer: String,
}

impl House {
    pub(crate) fn open() -> Self {
        Self::with(&[])
    }

    fn with(environment: &[(&str, &str)]) -> Self {
        const MISSING: &str = "Node and the packages in tests/oidc are needed: run `cargo xtask test`, which gets them";
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/oidc");
        assert!(dir.join("node_modules/oidc-provider").is_dir(), "{MISSING}");
        let mut node = Command::new("node")
            .arg("server.mjs")
            .current_dir(dir)
            .env("OIDC_CLIENT_ID", CLIENT)
            .env("OIDC_CLIENT_SECRET", SECRET)
            .env("OIDC_REDIRECT", BACK)
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect(MISSING);
        let mut said = BufReader::new(node.stdout.take().unwrap());
        let mut issuer = String::new();
        said.read_line(&mut issuer).unwrap();
        let issuer = issuer.trim().to_owned();
        assert!(!issuer.is_empty(), "{MISSING}; why it ended stands above");
        Self { node, said, issuer }
    }

    pub(crate) fn provider(&self) -> Provider {
        provider(&self.issuer)
    }
}

impl Drop for House {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.node.kill();
        let _ = self.node.wait();
    }
}

/// What a browser does that somebody is signed in with: it follows until it is sent back. Gives the query it comes back with.
fn follow(begun: &Begun, somebody: &str) -> BTreeMap<String, String> {
    follow_to(&begun.url, somebody)
}

/// The same, from where a page of ours sent the browser.
pub(crate) fn follow_to(url: &str, somebody: &str) -> BTreeMap<String, String> {
    let mut url: Url = url.parse().unwrap();
    url.query_pairs_mut().append_pair("login_hint", somebody);
    let mut cookies: BTreeMap<String, String> = BTreeMap::new();
    for _ in 0..10 {
        let head = get(&url, &cookies);
        let mut location = None;
        for line in head.lines() {
            let (name, value) = line.split_once(": ").unwrap_or_default();
            if name.eq_ignore_ascii_case("set-cookie") {
                let (name, value) = value.split(';').next().unwrap().split_once('=').unwrap();
                cookies.insert(name.to_owned(), value.to_owned());
            } else if name.eq_ignore_ascii_case("location") {
                location = Some(value.to_owned());
            }
        }
        let location = location.unwrap_or_else(|| panic!("{url} does not lead on: {head}"));
        url = url.join(&location).unwrap();
        if url.as_str().starts_with(BACK) {
            return url.query_pairs().into_owned().collect();
        }
    }
    panic!("the provider leads round and round: {url}");
}

fn get(url: &Url, cookies: &BTreeMap<String, String>) -> String {
    let address = (url.host_str().unwrap(), url.port().unwrap());
    let mut stream = TcpStream::connect(address).unwrap();
    let cookies: Vec<_> = cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
    let target = &url[url::Position::BeforePath..url::Position::AfterQuery];
    write!(
        stream,
        "GET {target} HTTP/1.1\r\nHost: {}:{}\r\nCookie: {}\r\nConnection: close\r\n\r\n",
        address.0,
        address.1,
        cookies.join("; ")
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

async fn sign_in(provider: &Provider, somebody: &str) -> Result<Person, ProviderError> {
    let begun = provider.begin().await?;
    let back = follow(&begun, somebody);
    assert_eq!(back["state"], begun.state);
    provider
        .finish(&back["code"], &begun.nonce, &begun.verifier)
        .await
}

fn ana(house: &House) -> Person {
    Person {
        subject: "ana".to_owned(),
        issuer: house.issuer.clone(),
        email: "ana@example.org".to_owned(),
        email_verified: true,
        name: Some("Ana Núñez".to_owned()),
    }
}

#[tokio::test]
async fn somebody_signs_in_and_the_provider_vouches_for_them() {
    let house = House::open();
    let person = sign_in(&house.provider(), "ana").await;
    assert_eq!(person, Ok(ana(&house)));
}

#[tokio::test]
async fn an_address_in_the_id_token_is_taken_as_one_that_has_to_be_asked_for() {
    let house = House::with(&[("OIDC_CLAIMS", "in the token")]);
    let person = sign_in(&house.provider(), "ana").await;
    assert_eq!(person, Ok(ana(&house)));
}

#[tokio::test]
async fn a_provider_that_wants_the_secret_in_the_body_gets_it_there() {
    let house = House::with(&[("OIDC_AUTH_METHOD", "client_secret_post")]);
    let person = sign_in(&house.provider(), "ana").await;
    assert_eq!(person, Ok(ana(&house)));
}

#[tokio::test]
async fn a_beginning_asks_for_a_code_with_a_challenge_and_for_an_address_and_a_name() {
    let house = House::open();
    let provider = house.provider();
    let begun = provider.begin().await.unwrap();
    let url: Url = begun.url.parse().unwrap();
    let asked: BTreeMap<_, _> = url.query_pairs().into_owned().collect();
    assert_eq!(asked["response_type"], "code");
    assert_eq!(asked["scope"], "openid email profile");
    assert_eq!(asked["client_id"], CLIENT);
    assert_eq!(asked["redirect_uri"], BACK);
    assert_eq!(asked["code_challenge_method"], "S256");
    assert_eq!(
        (&asked["state"], &asked["nonce"]),
        (&begun.state, &begun.nonce)
    );
    assert!(!begun.url.contains(&begun.verifier));
    let other = provider.begin().await.unwrap();
    assert_ne!(begun.state, other.state);
    assert_ne!(begun.nonce, other.nonce);
    assert_ne!(begun.verifier, other.verifier);
}

#[tokio::test]
async fn an_address_that_nobody_verified_is_said_to_be_so() {
    let house = House::open();
    let person = sign_in(&house.provider(), "bob").await.unwrap();
    assert_eq!(person.email, "bob@example.org");
    assert!(!person.email_verified);
}

#[tokio::test]
async fn somebody_without_an_address_is_refused() {
    let house = House::open();
    let refused = sign_in(&house.provider(), "nobody").await;
    assert_eq!(refused, Err(ProviderError::NoEmail));
}

#[tokio::test]
async fn a_token_for_another_nonce_is_refused() {
    let house = House::open();
    let provider = house.provider();
    let (begun, other) = (
        provider.begin().await.unwrap(),
        provider.begin().await.unwrap(),
    );
    let back = follow(&begun, "ana");
    let refused = provider
        .finish(&back["code"], &other.nonce, &begun.verifier)
        .await;
    assert_eq!(refused, Err(ProviderError::Nonce));
}

#[tokio::test]
async fn a_code_is_worth_nothing_to_whoever_does_not_know_the_verifier() {
    let house = House::open();
    let provider = house.provider();
    let (begun, other) = (
        provider.begin().await.unwrap(),
        provider.begin().await.unwrap(),
    );
    let back = follow(&begun, "ana");
    let refused = provider
        .finish(&back["code"], &begun.nonce, &other.verifier)
        .await;
    assert_eq!(refused, Err(ProviderError::Code));
}

#[tokio::test]
async fn a_code_can_be_used_once() {
    let house = House::open();
    let provider = house.provider();
    let begun = provider.begin().await.unwrap();
    let back = follow(&begun, "ana");
    let finish = || provider.finish(&back["code"], &begun.nonce, &begun.verifier);
    assert!(finish().await.is_ok());
    assert_eq!(finish().await, Err(ProviderError::Code));
    let made_up = provider.finish("made up", &begun.nonce, &begun.verifier);
    assert_eq!(made_up.await, Err(ProviderError::Code));
}

#[tokio::test]
async fn a_wrong_secret_is_said_as_such() {
    let house = House::open();
    let mut settings = settings(&house.issuer);
    settings.client_secret = Secret::new("another");
    let provider = Provider::new(&settings, BACK).unwrap();
    let refused = sign_in(&provider, "ana").await.unwrap_err();
    assert_eq!(refused, ProviderError::Client);
    assert!(!format!("{refused} {refused:?}").contains("another"));
}
