//! A provider that says what a test wants it to say, with keys of its own.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::{SystemTime, UNIX_EPOCH},
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    hmac,
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use serde_json::{Value, json};

use crate::CLIENT;

/// What the access token is.
pub(crate) const ACCESS: &str = "an access token";

/// A key to sign with (ES256).
pub(crate) struct Key {
    pair: EcdsaKeyPair,
    id: &'static str,
}

impl Key {
    pub(crate) fn new(id: &'static str) -> Self {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random).unwrap();
        Self { pair, id }
    }

    /// As providers publish it (RFC 7518, section 6.2).
    pub(crate) fn published(&self) -> Value {
        let point = self.pair.public_key().as_ref();
        let coordinate = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        json!({
            "kty": "EC", "crv": "P-256", "use": "sig", "kid": self.id,
            "x": coordinate(&point[1..33]), "y": coordinate(&point[33..]),
        })
    }

    pub(crate) fn public_bytes(&self) -> &[u8] {
        self.pair.public_key().as_ref()
    }

    /// A token with these claims (RFC 7515, section 7.1).
    pub(crate) fn sign(&self, claims: &Value) -> String {
        let unsigned = unsigned(&json!({"alg": "ES256", "kid": self.id}), claims);
        let random = SystemRandom::new();
        let signature = self.pair.sign(&random, unsigned.as_bytes()).unwrap();
        format!("{unsigned}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

/// Header and claims, as they are signed.
pub(crate) fn unsigned(header: &Value, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}", part(header), part(claims))
}

/// A token that is signed with what both sides know.
pub(crate) fn sign_shared(secret: &[u8], kid: Option<&str>, claims: &Value) -> String {
    let header = match kid {
        Some(kid) => json!({"alg": "HS256", "kid": kid}),
        None => json!({"alg": "HS256"}),
    };
    let unsigned = unsigned(&header, claims);
    let tag = hmac::sign(
        &hmac::Key::new(hmac::HMAC_SHA256, secret),
        unsigned.as_bytes(),
    );
    format!("{unsigned}.{}", URL_SAFE_NO_PAD.encode(tag))
}

/// An answer: its status, further headers, its body.
#[derive(Clone)]
struct Answer(u16, String, String);

#[derive(Default)]
struct Said {
    answers: HashMap<String, Answer>,
    asked: HashMap<String, usize>,
}

/// The provider. Its thread ends with the test.
pub(crate) struct Liar {
    pub(crate) issuer: String,
    pub(crate) key: Key,
    said: Arc<Mutex<Said>>,
}

impl Liar {
    /// One that is honest until it is told otherwise.
    pub(crate) fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let said = Arc::new(Mutex::new(Said::default()));
        let known = said.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let known = known.clone();
                // Whoever hangs up gets no answer.
                thread::spawn(move || answer(stream, &known).ok());
            }
        });
        let liar = Self {
            issuer,
            key: Key::new("first"),
            said,
        };
        liar.says(DISCOVERY, &liar.discovery());
        liar.says(KEYS, &json!({"keys": [liar.key.published()]}));
        liar
    }

    pub(crate) fn discovery(&self) -> Value {
        let issuer = &self.issuer;
        json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/auth"),
            "token_endpoint": format!("{issuer}{TOKEN}"),
            "jwks_uri": format!("{issuer}{KEYS}"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256", "HS256", "none"],
        })
    }

    /// Claims that are as they should be.
    pub(crate) fn claims(&self, nonce: &str) -> Value {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap()
            .as_secs();
        json!({
            "iss": self.issuer, "sub": "1", "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce,
            "email": "ana@example.org", "email_verified": true, "name": "Ana",
        })
    }

    /// Answers a path with JSON from now on.
    pub(crate) fn says(&self, path: &str, body: &Value) {
        self.answers(path, 200, "", &body.to_string());
    }

    pub(crate) fn answers(&self, path: &str, status: u16, header: &str, body: &str) {
        let answer = Answer(status, header.to_owned(), body.to_owned());
        self.said
            .lock()
            .unwrap()
            .answers
            .insert(path.to_owned(), answer);
    }

    /// Gives this ID token to whoever comes with a code.
    pub(crate) fn gives(&self, token: &str) {
        self.says(
            TOKEN,
            &json!({"access_token": ACCESS, "token_type": "Bearer", "id_token": token}),
        );
    }

    /// How often a path was asked for.
    pub(crate) fn asked(&self, path: &str) -> usize {
        let said = self.said.lock().unwrap();
        said.asked.get(path).copied().unwrap_or_default()
    }
}

pub(crate) const DISCOVERY: &str = "/.well-known/openid-configuration";
pub(crate) const KEYS: &str = "/keys";
pub(crate) const TOKEN: &str = "/token";
pub(crate) const PERSON: &str = "/person";

fn answer(mut stream: TcpStream, said: &Mutex<Said>) -> std::io::Result<()> {
    let mut read = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    read.read_line(&mut line)?;
    let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut length = 0;
    loop {
        let mut line = String::new();
        read.read_line(&mut line)?;
        let line = line.trim().to_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    read.read_exact(&mut body)?;
    let Answer(status, header, body) = {
        let mut said = said.lock().unwrap();
        *said.asked.entry(path.clone()).or_default() += 1;
        let missing = Answer(404, String::new(), "{}".to_owned());
        said.answers.get(&path).cloned().unwrap_or(missing)
    };
    write!(
        stream,
        "HTTP/1.1 {status} x\r\n{header}Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}
