//! The way of a browser: from the page to sign in, to the provider, and back.

use app::ClientFiles;
use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, Response, StatusCode, header},
};
use server::{
    account::{Installation, Settings},
    http::{self, Edge},
    service::Services,
    store::Store,
};
use shared::access::Role;
use tempfile::TempDir;
use tower::ServiceExt;

use crate::house::{House, follow_to};

/// An installation where people sign in by the provider.
struct Puente {
    house: Installation,
    router: Router,
    _home: TempDir,
}

impl Puente {
    async fn open(provider: &House) -> Self {
        let home = tempfile::tempdir().unwrap();
        let store = Store::open(&home.path().join("puente.db")).await.unwrap();
        let services = Services::start(store).await.unwrap();
        let settings = Settings {
            base: "http://127.0.0.1:3000".to_owned(),
            provider: Some(provider.provider()),
            ..Settings::default()
        };
        let house = Installation::new(services, settings);
        // Somebody owns it, so that nobody is the local owner.
        house
            .add_user("owner@example.org", "Owner", Role::Owner)
            .await
            .unwrap();
        let router = http::router(house.clone(), ClientFiles::default(), Edge::default());
        Self {
            house,
            router,
            _home: home,
        }
    }

    async fn get(&self, path: &str, cookie: Option<&str>) -> Response<Body> {
        let mut request = Request::builder()
            .uri(path)
            .header(header::HOST, "127.0.0.1:3000");
        if let Some(cookie) = cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let request = request.body(Body::empty()).unwrap();
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// Where a browser is sent that begins to sign in, and the cookie that it takes along.
    async fn leave(&self, next: &str) -> (String, String) {
        let answer = self
            .get(&format!("/sign-in/provider?next={next}"), None)
            .await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        (
            location(answer.headers()),
            cookies(answer.headers())[0].clone(),
        )
    }
}

fn location(headers: &HeaderMap) -> String {
    headers[header::LOCATION].to_str().unwrap().to_owned()
}

fn cookies(headers: &HeaderMap) -> Vec<String> {
    let all = headers.get_all(header::SET_COOKIE).iter();
    all.map(|cookie| {
        cookie
            .to_str()
            .unwrap()
            .split(';')
            .next()
            .unwrap()
            .to_owned()
    })
    .collect()
}

fn back(query: &std::collections::BTreeMap<String, String>) -> String {
    format!(
        "/sign-in/callback?state={}&code={}",
        query["state"], query["code"]
    )
}

#[tokio::test]
async fn whoever_is_expected_comes_in_and_goes_on_to_where_they_were_going() {
    let provider = House::open();
    let puente = Puente::open(&provider).await;
    puente
        .house
        .add_user("ana@example.org", "Ana", Role::Editor)
        .await
        .unwrap();
    let (url, cookie) = puente.leave("%2Fmetrics").await;
    assert!(url.starts_with(&provider.issuer), "{url}");
    let answer = puente
        .get(&back(&follow_to(&url, "ana")), Some(&cookie))
        .await;
    assert_eq!(location(answer.headers()), "/metrics");
    let session = cookies(answer.headers())
        .into_iter()
        .find(|cookie| cookie.starts_with("puente_session="))
        .unwrap();
    let inside = puente.get("/api/v1/journeys", Some(&session)).await;
    assert_eq!(inside.status(), StatusCode::OK);
    // What came back is used up.
    let query = follow_to(&puente.leave("/").await.0, "ana");
    let again = puente.get(&back(&query), Some(&cookie)).await;
    assert_eq!(location(again.headers()), "/sign-in?not_in=over");
}

#[tokio::test]
async fn nobody_is_signed_in_by_a_way_that_somebody_else_began() {
    let provider = House::open();
    let puente = Puente::open(&provider).await;
    puente
        .house
        .add_user("ana@example.org", "Ana", Role::Editor)
        .await
        .unwrap();
    let (url, _) = puente.leave("/").await;
    let (_, of_another) = puente.leave("/").await;
    let query = follow_to(&url, "ana");
    for cookie in [None, Some(of_another.as_str()), Some("puente_away=forged")] {
        let answer = puente.get(&back(&query), cookie).await;
        assert_eq!(location(answer.headers()), "/sign-in?not_in=over");
        assert!(
            cookies(answer.headers())
                .iter()
                .all(|cookie| !cookie.starts_with("puente_session="))
        );
    }
}

#[tokio::test]
async fn whom_nobody_expects_or_whose_address_nobody_verified_stays_outside() {
    let provider = House::open();
    let puente = Puente::open(&provider).await;
    puente
        .house
        .add_user("bob@example.org", "Bob", Role::Editor)
        .await
        .unwrap();
    for somebody in ["ana", "bob"] {
        let (url, cookie) = puente.leave("/").await;
        let answer = puente
            .get(&back(&follow_to(&url, somebody)), Some(&cookie))
            .await;
        assert_eq!(
            location(answer.headers()),
            "/sign-in?not_in=unknown",
            "{somebody}"
        );
    }
    let given_up = puente
        .get("/sign-in/callback?error=access_denied&state=x", None)
        .await;
    assert_eq!(location(given_up.headers()), "/sign-in?not_in=over");
}
