//! The edge of the server: under which address it answers, whom it believes, how often and how much it lets itself be asked.

mod encrypted;

use std::{
    net::{IpAddr, SocketAddr},
    process::Command,
    time::Duration,
};

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Method, Request, StatusCode, header},
};
use serde_json::{Value, json};
use server::http::{
    Edge,
    limit::{Limits, Rate},
};

use crate::support::{Client, House, Reply, title};

const URL: &str = "https://puente.example.org";

fn at_url() -> Edge {
    Edge {
        site: Some(URL.parse().unwrap()),
        ..Edge::default()
    }
}

/// So few that a test reaches them, and no more for an hour.
fn few(requests: u32, entrance: u32) -> Edge {
    let rate = |burst| Rate {
        burst,
        every: Duration::from_secs(3_600),
    };
    Edge {
        limits: Limits {
            requests: rate(requests),
            entrance: rate(entrance),
            ..Limits::default()
        },
        trusted: "10.0.0.0/8, 127.0.0.2".parse().unwrap(),
        ..Edge::default()
    }
}

/// A request as the listener hands it on.
struct Ask {
    request: axum::http::request::Builder,
    peer: &'static str,
}

impl Ask {
    fn new(method: Method, path: &str) -> Self {
        let request = Request::builder().method(method).uri(path);
        Self {
            request,
            peer: "127.0.0.1",
        }
    }

    fn get(path: &str) -> Self {
        Self::new(Method::GET, path)
    }

    /// From a program at this address.
    fn peer(mut self, peer: &'static str) -> Self {
        self.peer = peer;
        self
    }

    fn header(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    fn host(self, host: &str) -> Self {
        self.header("host", host)
    }

    async fn of(self, house: &House) -> Reply {
        let mut request = self.request.body(Body::empty()).unwrap();
        let peer = SocketAddr::new(self.peer.parse::<IpAddr>().unwrap(), 40_000);
        request.extensions_mut().insert(ConnectInfo(peer));
        house.send(request).await
    }
}

#[tokio::test]
async fn with_an_address_only_its_host_is_answered_to_and_health_also_on_this_machine() {
    let house = House::with_edge(at_url()).await;
    for (path, host, status) in [
        ("/", "puente.example.org", 200),
        ("/api/v1/journeys", "puente.example.org:443", 200),
        ("/", "localhost:3000", 403),
        ("/api/v1/journeys", "127.0.0.1:3000", 403),
        ("/", "evil.example", 403),
        ("/", "puente.example.org:8443", 403),
        ("/healthz", "localhost:3000", 200),
        ("/readyz", "127.0.0.1:3000", 200),
        ("/readyz", "puente.example.org", 200),
        ("/readyz", "evil.example", 403),
    ] {
        let reply = Ask::get(path).host(host).of(&house).await;
        assert_eq!(reply.status, status, "{host} {path}: {}", reply.text);
    }
}

#[tokio::test]
async fn with_an_address_only_its_own_pages_write() {
    let house = House::with_edge(at_url()).await;
    for (origin, status) in [
        (Some(URL), StatusCode::CREATED),
        (None, StatusCode::CREATED),
        (Some("http://puente.example.org"), StatusCode::FORBIDDEN),
        (
            Some("https://puente.example.org:8443"),
            StatusCode::FORBIDDEN,
        ),
        (Some("https://evil.example"), StatusCode::FORBIDDEN),
        (Some("http://localhost:3000"), StatusCode::FORBIDDEN),
        (Some("null"), StatusCode::FORBIDDEN),
    ] {
        let new = serde_json::to_vec(&crate::support::new_journey("One")).unwrap();
        let mut request = Request::post("/api/v1/journeys")
            .header(header::HOST, "puente.example.org")
            .header(header::CONTENT_TYPE, "application/json");
        if let Some(origin) = origin {
            request = request.header(header::ORIGIN, origin);
        }
        let reply = house.send(request.body(Body::from(new)).unwrap()).await;
        assert_eq!(reply.status, status, "{origin:?}: {}", reply.text);
    }
}

#[tokio::test]
async fn browsers_are_told_to_come_by_https_only_where_that_is_the_address() {
    let secure = House::with_edge(at_url()).await;
    for path in ["/", "/healthz", "/api/v1/journeys", "/api/nowhere"] {
        let reply = Ask::get(path).host("puente.example.org").of(&secure).await;
        assert_eq!(
            reply.headers["strict-transport-security"], "max-age=31536000; includeSubDomains",
            "{path}"
        );
    }
    let alone = Edge {
        only_this_host: true,
        ..at_url()
    };
    let alone = House::with_edge(alone).await;
    let reply = Ask::get("/").host("puente.example.org").of(&alone).await;
    assert_eq!(
        reply.headers["strict-transport-security"],
        "max-age=31536000"
    );
    let open = Edge {
        site: Some("http://puente.example.org".parse().unwrap()),
        ..Edge::default()
    };
    let open = House::with_edge(open).await;
    let reply = Ask::get("/").host("puente.example.org").of(&open).await;
    assert!(!reply.headers.contains_key("strict-transport-security"));
    let near = House::open().await.get("/").await;
    assert!(!near.headers.contains_key("strict-transport-security"));
}

#[tokio::test]
async fn what_a_trusted_proxy_heard_unencrypted_goes_on_by_https() {
    let edge = Edge {
        trusted: "10.0.0.1".parse().unwrap(),
        ..at_url()
    };
    let house = House::with_edge(edge).await;
    let ask = |path: &str, peer, scheme: &str| {
        let ask = Ask::get(path).host("puente.example.org").peer(peer);
        ask.header("x-forwarded-proto", scheme)
    };
    let page = ask("/journeys?x=1", "10.0.0.1", "http").of(&house).await;
    assert_eq!(page.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(
        page.headers[header::LOCATION],
        "https://puente.example.org/journeys?x=1"
    );
    let api = ask("/api/v1/journeys", "10.0.0.1", "http").of(&house).await;
    assert_eq!(
        (api.status, api.code().as_str()),
        (StatusCode::FORBIDDEN, "wrong_origin")
    );
    for (path, peer, scheme) in [
        ("/", "10.0.0.1", "https"),
        ("/healthz", "10.0.0.1", "http"),
        // Nobody asked this one.
        ("/", "203.0.113.5", "http"),
    ] {
        let reply = ask(path, peer, scheme).of(&house).await;
        assert_eq!(reply.status, StatusCode::OK, "{path} {peer} {scheme}");
    }
}

#[tokio::test]
async fn whoever_asks_too_often_is_told_how_long_to_wait() {
    let house = House::with_edge(few(3, 1)).await;
    let ask = async |path: &str| {
        let ask = Ask::get(path).host("localhost").peer("203.0.113.5");
        ask.of(&house).await
    };
    for path in ["/", "/api/v1/journeys", "/api/nowhere"] {
        assert_ne!(
            ask(path).await.status,
            StatusCode::TOO_MANY_REQUESTS,
            "{path}"
        );
    }
    for path in ["/", "/api/v1/journeys"] {
        let reply = ask(path).await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (StatusCode::TOO_MANY_REQUESTS, "too_many"),
            "{path}"
        );
        let seconds = reply.headers[header::RETRY_AFTER]
            .to_str()
            .unwrap()
            .to_owned();
        assert!(
            (3_590..=3_600).contains(&seconds.parse::<u64>().unwrap()),
            "{seconds}"
        );
        assert_eq!(reply.json::<Value>()["args"]["retry_after"], seconds);
    }
    for path in ["/healthz", "/readyz", "/assets/nowhere.css"] {
        assert_ne!(
            ask(path).await.status,
            StatusCode::TOO_MANY_REQUESTS,
            "{path}"
        );
    }
    let other = Ask::get("/").host("localhost").peer("203.0.113.6");
    assert_eq!(other.of(&house).await.status, StatusCode::OK);
}

#[tokio::test]
async fn this_machines_own_programs_may_ask_as_often_as_they_like() {
    let house = House::with_edge(few(1, 1)).await;
    for _ in 0..5 {
        assert_eq!(house.get("/api/v1/journeys").await.status, StatusCode::OK);
        let six = Ask::get("/api/v1/journeys").host("localhost").peer("::1");
        assert_eq!(six.of(&house).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_trusted_proxy_says_for_whom_it_asks_and_nobody_else_does() {
    let house = House::with_edge(few(2, 1)).await;
    let status = async |peer, forwarded: &str| {
        let ask = Ask::get("/api/v1/journeys").host("localhost").peer(peer);
        let reply = ask.header("x-forwarded-for", forwarded).of(&house).await;
        reply.status.as_u16()
    };
    // Two for each of those whom proxies name; what stands before them, they made up.
    assert_eq!(status("10.0.0.1", "203.0.113.5").await, 200);
    assert_eq!(
        status("127.0.0.2", "198.51.100.1, 203.0.113.5, 10.0.0.7").await,
        200
    );
    assert_eq!(status("10.0.0.1", "198.51.100.2, 203.0.113.5").await, 429);
    assert_eq!(status("10.0.0.1", "203.0.113.6").await, 200);
    // Of whom nobody asked, neither counts what they say nor helps it them.
    assert_eq!(status("192.0.2.1", "198.51.100.3").await, 200);
    assert_eq!(status("192.0.2.1", "198.51.100.4").await, 200);
    assert_eq!(status("192.0.2.1", "198.51.100.5").await, 429);
    assert_eq!(status("10.0.0.1", "198.51.100.5").await, 200);
    assert_eq!(status("192.0.2.1", "127.0.0.1").await, 429);
}

#[tokio::test]
async fn what_leads_in_is_tried_a_few_times_only_from_wherever() {
    let house = House::with_edge(few(1_000, 2)).await;
    let path = "/api/v1/entrance/sign-in";
    for peer in ["127.0.0.1", "203.0.113.5"] {
        let ask = |method| Ask::new(method, path).host("localhost").peer(peer);
        for _ in 0..2 {
            let tried = ask(Method::POST).of(&house).await;
            assert_ne!(tried.status, StatusCode::TOO_MANY_REQUESTS, "{peer}");
        }
        let refused = ask(Method::POST).of(&house).await;
        assert_eq!(refused.code(), "too_many", "{peer}");
        assert!(refused.headers.contains_key(header::RETRY_AFTER));
        assert_eq!(ask(Method::DELETE).of(&house).await.code(), "too_many");
        let read = ask(Method::GET).of(&house).await;
        assert_ne!(read.status, StatusCode::TOO_MANY_REQUESTS, "{peer}");
    }
    // Another site's page uses up nothing of its visitor's.
    let foreign = || {
        let ask = Ask::new(Method::POST, path)
            .host("localhost")
            .peer("203.0.113.7");
        ask.header("sec-fetch-site", "cross-site")
    };
    for _ in 0..5 {
        assert_eq!(foreign().of(&house).await.code(), "wrong_origin");
    }
    let own = Ask::new(Method::POST, path)
        .host("localhost")
        .peer("203.0.113.7");
    assert_ne!(own.of(&house).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn an_address_that_is_too_long_is_refused() {
    let house = House::open().await;
    let long = |length: usize| format!("/api/v1/search?q={}", "x".repeat(length));
    assert_ne!(
        house.get(&long(100)).await.status,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    for path in [long(8 * 1024), format!("/{}", "x".repeat(8 * 1024))] {
        let reply = house.get(&path).await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (StatusCode::PAYLOAD_TOO_LARGE, "too_large")
        );
        let args = &reply.json::<Value>()["args"];
        assert_eq!(
            (&args["field"], &args["most"]),
            (&json!("address"), &json!("8192"))
        );
        assert_eq!(reply.headers["x-content-type-options"], "nosniff");
    }
}

#[tokio::test]
async fn json_that_is_nested_too_deeply_is_malformed() {
    let house = House::open().await;
    let journey = house.journey("One").await.id;
    let path = format!("/api/v1/journeys/{journey}/pushes");
    let whole = serde_json::to_value(Client::new(&house).push(vec![title("x")])).unwrap();
    let send = async |body: String| {
        let request = house
            .request(Method::POST, &path)
            .header(header::CONTENT_TYPE, "application/json");
        house.send(request.body(Body::from(body)).unwrap()).await
    };
    for depth in [100, 127, 128, 10_000, 100_000] {
        for (open, close) in [("[", "]"), ("{\"x\":", "}")] {
            let nested = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            let within = whole.to_string().replace("\"x\"", &nested);
            for body in [nested, within] {
                let reply = send(body).await;
                assert_eq!(
                    (reply.status, reply.code().as_str()),
                    (StatusCode::BAD_REQUEST, "malformed"),
                    "{depth} {open}: {}",
                    reply.text
                );
            }
        }
    }
    assert_eq!(send(whole.to_string()).await.status, StatusCode::OK);
}

/// Starts the program with these arguments, and gives what it says when it will not serve.
fn refusal(arguments: &[&str]) -> String {
    let home = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_puente"))
        .args(arguments)
        .arg("--database")
        .arg(home.path().join("puente.db"))
        .env("PUENTE_LOG", "error")
        .output()
        .unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn the_program_says_what_is_wrong_with_how_it_would_be_reached() {
    let url = ["--url", "https://puente.example.org"];
    for (arguments, said) in [
        (&["--addr", "0.0.0.0:0"][..], "--url"),
        (&["--addr", "0.0.0.0:0", url[0], url[1]], "puente user add"),
        (
            &["--url", "puente.example.org"],
            "begins with neither https:// nor http://",
        ),
        (
            &["--trust-proxy", "proxy"],
            "neither an IP address nor a network",
        ),
        (
            &["--tls-cert", "cert.pem"],
            "--tls-key (PUENTE_TLS_KEY) is missing",
        ),
        (
            &["--tls-cert", "nowhere.pem", "--tls-key", "nowhere.pem"],
            "cannot read nowhere.pem",
        ),
    ] {
        let refused = refusal(arguments);
        assert!(refused.contains(said), "{arguments:?}: {refused}");
    }
}
