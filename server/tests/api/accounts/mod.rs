//! People: how they come in, what they may, how they leave; and everything that somebody might try instead.

mod audit;
mod bad_input;
mod guests;
mod members;
mod own;
mod sealed;
mod signing_in;
mod tokens;
mod workspaces;

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use serde::Serialize;
use serde_json::{Value, json};
use server::account::{Clock, Settings};
use shared::{access::Role, api::Me};

use crate::support::{House, Reply};

pub const PASSWORD: &str = "quiet lamp orbit mustard";
pub const BASE: &str = "http://127.0.0.1:3000";

/// A moment that every clock of these tests begins at: 2026-11-01T12:00:00Z.
const NOON: i64 = 1_793_534_400_000;

/// A house with a clock that is set by hand.
pub struct Set {
    pub house: House,
    clock: Arc<AtomicI64>,
}

impl Set {
    pub async fn open() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let clock = Arc::new(AtomicI64::new(NOON));
        let shown = Arc::clone(&clock);
        let mut settings = Settings {
            base: BASE.to_owned(),
            clock: Clock::new(move || shown.load(Ordering::SeqCst)),
            ..Settings::default()
        };
        change(&mut settings);
        Self {
            house: House::told(settings).await,
            clock,
        }
    }

    /// The same database in another process, told this.
    pub async fn again(&self, change: impl FnOnce(&mut Settings)) -> Self {
        let clock = Arc::clone(&self.clock);
        let shown = Arc::clone(&clock);
        let mut settings = Settings {
            base: BASE.to_owned(),
            clock: Clock::new(move || shown.load(Ordering::SeqCst)),
            ..Settings::default()
        };
        change(&mut settings);
        Self {
            house: self.house.again_told(settings).await,
            clock,
        }
    }

    /// With an owner who is signed in.
    pub async fn owned() -> (Self, Person) {
        let set = Self::open().await;
        let owner = set.set_up().await;
        (set, owner)
    }

    pub async fn set_up(&self) -> Person {
        let link = self.house.house.setup_link().await.unwrap().unwrap();
        let body = json!({
            "secret": secret_of(&link), "workspace": "Puente Norte", "name": "Ana Ruiz",
            "email": "ana@example.org", "password": PASSWORD,
        });
        let reply = self.anybody().post("/entrance/setup", &body).await;
        assert_eq!(reply.status, StatusCode::NO_CONTENT, "{}", reply.text);
        Person::of(&self.house, &reply)
    }

    /// Lets time go by.
    pub fn later(&self, milliseconds: i64) {
        self.clock.fetch_add(milliseconds, Ordering::SeqCst);
    }

    pub fn now(&self) -> i64 {
        self.clock.load(Ordering::SeqCst)
    }

    /// A browser that nobody signed in from.
    pub fn anybody(&self) -> Person {
        Person {
            house: self.house.clone(),
            cookie: None,
            token: None,
        }
    }

    /// Somebody whom the owner invited, signed in.
    pub async fn member(&self, owner: &Person, name: &str, role: Role) -> Person {
        let email = format!("{}@example.org", name.to_lowercase());
        let body = json!({ "email": email, "role": role });
        let invited = owner.post("/invitations", &body).await;
        assert_eq!(invited.status, StatusCode::OK, "{}", invited.text);
        let link = invited.json::<Value>()["link"].as_str().unwrap().to_owned();
        let body = json!({ "secret": secret_of(&link), "name": name, "password": PASSWORD });
        let reply = self
            .anybody()
            .post("/entrance/invitations/accept", &body)
            .await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
        Person::of(&self.house, &reply)
    }

    pub async fn sign_in(&self, email: &str, password: &str) -> Reply {
        let body = json!({ "email": email, "password": password });
        self.anybody().post("/entrance/sign-in", &body).await
    }
}

/// What stands behind `#` in a link.
pub fn secret_of(link: &str) -> &str {
    link.split_once('#').unwrap().1
}

/// A browser, with its cookie, or a program with its token.
#[derive(Clone)]
pub struct Person {
    pub house: House,
    pub cookie: Option<String>,
    pub token: Option<String>,
}

impl Person {
    /// Whoever got this answer.
    pub fn of(house: &House, reply: &Reply) -> Self {
        Self {
            house: house.clone(),
            cookie: Some(cookie_of(reply)),
            token: None,
        }
    }

    pub async fn send(&self, method: Method, path: &str, body: Option<&[u8]>) -> Reply {
        let path = match path.strip_prefix("page:") {
            Some(page) => page.to_owned(),
            None => format!("/api/v1{path}"),
        };
        let mut request = self.house.request(method, &path);
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_vec()));
        self.house.send(request.body(body).unwrap()).await
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, None).await
    }

    pub async fn delete(&self, path: &str) -> Reply {
        self.send(Method::DELETE, path, None).await
    }

    pub async fn post(&self, path: &str, body: &impl Serialize) -> Reply {
        let body = serde_json::to_vec(body).unwrap();
        self.send(Method::POST, path, Some(&body)).await
    }

    pub async fn put(&self, path: &str, body: &impl Serialize) -> Reply {
        let body = serde_json::to_vec(body).unwrap();
        self.send(Method::PUT, path, Some(&body)).await
    }

    pub async fn me(&self) -> Me {
        self.get("/me").await.json()
    }

    /// The kinds of events in the audit log, newest first.
    pub async fn events(&self) -> Vec<String> {
        let page: Value = self.get("/audit").await.json();
        let events = page["events"].as_array().unwrap();
        events
            .iter()
            .map(|event| event["kind"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// The cookie that an answer sets, as it is sent back.
pub fn cookie_of(reply: &Reply) -> String {
    let set = reply
        .headers
        .get(header::SET_COOKIE)
        .unwrap_or_else(|| panic!("no cookie: {}", reply.text));
    set.to_str().unwrap().split(';').next().unwrap().to_owned()
}

/// Whether it was refused, with this status, code and reason.
#[track_caller]
pub fn refused(reply: &Reply, status: u16, code: &str, why: Option<&str>) {
    assert_eq!(
        (reply.status.as_u16(), reply.code().as_str()),
        (status, code),
        "{}",
        reply.text
    );
    let said: Value = reply.json();
    assert_eq!(
        said["args"].get("why").and_then(Value::as_str),
        why,
        "{}",
        reply.text
    );
}

#[track_caller]
pub fn done(reply: &Reply) {
    assert_eq!(reply.status, StatusCode::NO_CONTENT, "{}", reply.text);
}
