//! Signing in with an identity provider: a real one, which runs here, and one that lies.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod answers;
mod house;
mod lies;
mod pages;
mod signed;
mod silent;

use server::{
    account::provider::{Provider, ProviderSettings},
    secret::Secret,
};

const CLIENT: &str = "puente";
const SECRET: &str = "a secret/with?signs&that:are=encoded+%41";
const BACK: &str = "http://127.0.0.1:9/sign-in/back";

fn settings(issuer: &str) -> ProviderSettings {
    ProviderSettings {
        issuer: issuer.to_owned(),
        client_id: CLIENT.to_owned(),
        client_secret: Secret::new(SECRET),
        name: "House".to_owned(),
    }
}

fn provider(issuer: &str) -> Provider {
    Provider::new(&settings(issuer), BACK).unwrap()
}
