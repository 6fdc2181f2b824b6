//! A server without a network, and a client that pushes to it.

use std::{io::Cursor, sync::Arc};

use app::ClientFiles;
use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use server::{
    account::{Installation, Settings},
    http::{
        self, Edge,
        limit::{Limits, Rate},
    },
    record::{
        import::Options,
        mapping::{Mapping, Variables},
    },
    sample,
    service::Services,
    store::Store,
};
use shared::{
    api::{BoardSnapshot, ImportReport, JourneySummary, NewJourney, PROTOCOL, Push, PushReply},
    id::{CardId, ClientId, JourneyId},
    journey::{Cell, Evidence, JourneyIntent, ScopeField, Template},
    log::{ClientSeq, Heads, Intent},
    metric::Definitions,
};
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::Uuid;

/// A survey at a desk: one rating, by region.
pub const DESK: &str = include_str!("../common/desk.toml");

/// Visits with their minute, rated for a touchpoint.
pub const VISITS: &str = include_str!("../common/visits.toml");

/// An open house: a store of its own, and everything served from it.
#[derive(Clone)]
pub struct House {
    pub services: Services,
    pub house: Installation,
    router: Router,
    home: Arc<TempDir>,
}

/// What came back.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    pub bytes: Vec<u8>,
}

impl Reply {
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_str(&self.text)
            .unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.text))
    }

    /// The problem's code, after a look at its form.
    pub fn code(&self) -> String {
        assert_eq!(
            self.headers[header::CONTENT_TYPE],
            "application/problem+json",
            "{}",
            self.text
        );
        let problem: Value = self.json();
        assert_eq!(problem["status"], self.status.as_u16());
        assert_eq!(problem["type"], "about:blank");
        problem["code"].as_str().unwrap().to_owned()
    }
}

impl House {
    pub async fn open() -> Self {
        Self::with_edge(Edge::default()).await
    }

    /// The same, in another world around it.
    pub async fn with_edge(edge: Edge) -> Self {
        Self::in_directory(Arc::new(tempfile::tempdir().unwrap()), edge).await
    }

    /// With the sample in it; and the sample's largest journey.
    pub async fn sampled() -> (Self, JourneySummary) {
        let house = Self::open().await;
        sample::seed(&house.services).await.unwrap();
        let journeys: Vec<JourneySummary> = house.get("/api/v1/journeys").await.json();
        let largest = journeys.into_iter().max_by_key(|one| one.cards).unwrap();
        (house, largest)
    }

    /// The same store, opened again, as after a restart or by a second process.
    pub async fn again(&self) -> Self {
        Self::in_directory(Arc::clone(&self.home), Edge::default()).await
    }

    /// As it was told when it started. Whoever asks may ask as often as tests do.
    pub async fn told(settings: Settings) -> Self {
        let home = Arc::new(tempfile::tempdir().unwrap());
        Self::started(home, settings, Self::often()).await
    }

    /// The same store, opened again and told something else.
    pub async fn again_told(&self, settings: Settings) -> Self {
        Self::started(Arc::clone(&self.home), settings, Self::often()).await
    }

    fn often() -> Edge {
        let often = Rate {
            burst: 10_000,
            ..Limits::default().entrance
        };
        let limits = Limits {
            entrance: often,
            ..Limits::default()
        };
        Edge {
            limits,
            ..Edge::default()
        }
    }

    async fn in_directory(home: Arc<TempDir>, edge: Edge) -> Self {
        let settings = Settings {
            base: "http://127.0.0.1:3000".to_owned(),
            ..Settings::default()
        };
        Self::started(home, settings, edge).await
    }

    async fn started(home: Arc<TempDir>, settings: Settings, edge: Edge) -> Self {
        let store = Store::open(&home.path().join("puente.db")).await.unwrap();
        let services = Services::start(store).await.unwrap();
        let house = Installation::new(services.clone(), settings);
        let router = http::router(house.clone(), ClientFiles::default(), edge);
        Self {
            services,
            house,
            router,
            home,
        }
    }

    /// Everything that is served from it.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    pub fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "127.0.0.1:3000")
    }

    pub async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Reply {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
            bytes: bytes.into(),
        }
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send(self.request(Method::GET, path).body(Body::empty()).unwrap())
            .await
    }

    pub async fn delete(&self, path: &str) -> Reply {
        let request = self.request(Method::DELETE, path);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub async fn post<T: Serialize>(&self, path: &str, body: &T) -> Reply {
        let body = serde_json::to_vec(body).unwrap();
        let request = self
            .request(Method::POST, path)
            .header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Sends bytes as a file.
    pub async fn send_file(&self, path: &str, bytes: impl Into<Body>) -> Reply {
        let request = self
            .request(Method::POST, path)
            .header(header::CONTENT_TYPE, "application/octet-stream");
        self.send(request.body(bytes.into()).unwrap()).await
    }

    /// A board, by the id or slug of its journey.
    pub async fn board(&self, journey: impl std::fmt::Display) -> BoardSnapshot {
        self.get(&format!("/api/v1/journeys/{journey}"))
            .await
            .json()
    }

    pub async fn journey(&self, title: &str) -> JourneySummary {
        let reply = self.post("/api/v1/journeys", &new_journey(title)).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
        reply.json()
    }

    /// Imports rows of `id,day,region,weight,stars` as records of the source `desk`.
    pub async fn import<S: AsRef<str>>(&self, rows: &[S]) -> ImportReport {
        self.import_as(DESK, rows).await
    }

    /// The same through another mapping of such rows.
    pub async fn import_as<S: AsRef<str>>(&self, mapping: &str, rows: &[S]) -> ImportReport {
        let mapping = Mapping::parse(
            "desk.toml",
            mapping,
            &Variables::new(),
            &Definitions::default(),
        )
        .unwrap_or_else(|error| panic!("{error}"));
        let mut text = "id,day,region,weight,stars\n".to_owned();
        for row in rows {
            text.push_str(row.as_ref());
            text.push('\n');
        }
        let (owner, file) = (self.services.owner(), Cursor::new(text.into_bytes()));
        let options = Options {
            file: "desk.csv".to_owned(),
            ..Options::default()
        };
        self.services
            .import(&owner, &Arc::new(mapping), file, &options, |_| {})
            .await
            .unwrap_or_else(|error| panic!("{error}"))
            .0
    }

    pub fn lineage(&self) -> u64 {
        self.services.store().workspace().lineage
    }

    pub async fn push(&self, journey: JourneyId, push: &Push) -> PushReply {
        let reply = self
            .post(&format!("/api/v1/journeys/{journey}/pushes"), push)
            .await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
        reply.json()
    }
}

pub fn new_journey(title: &str) -> NewJourney {
    NewJourney {
        id: JourneyId::new(Uuid::now_v7()),
        title: title.to_owned(),
        template: Template::Blank,
        lang: None,
    }
}

/// A replica that numbers its pushes.
pub struct Client {
    pub id: ClientId,
    pub next: ClientSeq,
    lineage: u64,
}

impl Client {
    pub fn new(house: &House) -> Self {
        Self {
            id: ClientId::new(Uuid::now_v7()),
            next: 1,
            lineage: house.lineage(),
        }
    }

    /// The next push, on nothing in particular.
    pub fn push(&mut self, intents: Vec<Intent>) -> Push {
        let client_seq = self.next;
        self.next += 1;
        Push {
            protocol: PROTOCOL,
            lineage: self.lineage,
            client_id: self.id,
            client_seq,
            base: Heads::default(),
            intents,
        }
    }
}

/// A wish for a card at the top of a cell.
pub fn card(cell: Cell, text: &str) -> Intent {
    Intent::Journey(JourneyIntent::AddCard {
        id: CardId::new(Uuid::now_v7()),
        cell,
        after: None,
        title: text.to_owned(),
        evidence: Evidence::Assumption,
        touchpoint: None,
        department: None,
    })
}

/// A wish for another title.
pub fn title(text: &str) -> Intent {
    Intent::Journey(JourneyIntent::SetScope {
        field: ScopeField::Title(text.to_owned()),
    })
}
