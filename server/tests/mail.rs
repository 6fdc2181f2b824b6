//! Letters on their way through a mail server that the test runs itself.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "common/smtp.rs"]
mod smtp;

use std::time::{Duration, Instant};

use server::mail::{Letter, MailError, Mailer, Patience};
use shared::locale::Lang;
use smtp::{Manner, SmtpServer};

const FROM: &str = "Puente Ñandú <puente@example.org>";
const LINK: &str =
    "https://puente.example.org/reset/q8Zt3mVd7Yw1RkLx5Pb2Nf9Hs4Jc6Ga0Te-Uo_IyQrEwXzCvBnM";

fn impatient(url: &str) -> Mailer {
    let patience = Patience {
        limit: Duration::from_millis(400),
        waits: vec![Duration::from_millis(20); 2],
    };
    Mailer::smtp(url, FROM).unwrap().with(patience)
}

fn mailer(server: &SmtpServer) -> Mailer {
    Mailer::smtp(&server.url(), FROM).unwrap()
}

#[tokio::test]
async fn a_letter_arrives_with_its_recipient_subject_and_text() {
    let server = SmtpServer::start(Manner::Friendly).await;
    let letter = Letter::invitation(Lang::Es, "Zapatería «Camino»", "Íñigo Núñez", LINK, 7);
    mailer(&server)
        .send("ana@example.org", letter.clone())
        .await
        .unwrap();
    let arrived = server.arrived();
    assert_eq!(arrived.len(), 1);
    let arrived = &arrived[0];
    assert!(arrived.from.starts_with("MAIL FROM:<puente@example.org>"));
    assert_eq!(arrived.to, ["RCPT TO:<ana@example.org>"]);
    let header = |name| arrived.header(name).unwrap();
    assert_eq!(header("To"), "ana@example.org");
    assert!(header("From").ends_with(" <puente@example.org>"));
    assert_eq!(
        header("Subject"),
        "Íñigo Núñez le invita a Zapatería «Camino»"
    );
    assert_eq!(header("Content-Type"), "text/plain; charset=utf-8");
    assert_eq!(header("Content-Language"), "es");
    assert_eq!(header("Auto-Submitted"), "auto-generated");
    assert!(header("Message-ID").ends_with("@example.org>"));
    assert_eq!(arrived.body().trim_end(), letter.text().trim_end());
    assert!(arrived.body().contains(&format!("\n{LINK}\n")));
    assert!(arrived.text.is_ascii());
    assert!(arrived.text.split("\r\n").all(|line| line.len() <= 78));
}

#[tokio::test]
async fn names_with_line_ends_add_neither_headers_nor_recipients() {
    let server = SmtpServer::start(Manner::Friendly).await;
    let evil = "Ana\r\nBcc: eve@example.org\r\n\r\n<h1>\r\n.\r\nRCPT TO:<eve@example.org>";
    let letter = Letter::invitation(Lang::En, evil, evil, LINK, 7);
    mailer(&server)
        .send("bob@example.org", letter)
        .await
        .unwrap();
    let arrived = server.arrived();
    assert_eq!(arrived.len(), 1);
    assert_eq!(arrived[0].to, ["RCPT TO:<bob@example.org>"]);
    assert_eq!(arrived[0].header("Bcc"), None);
    assert!(
        arrived[0]
            .header("Subject")
            .unwrap()
            .starts_with("Ana Bcc: eve@example.org")
    );
    let commands = server.said();
    assert!(!commands.iter().any(|line| line.contains("eve@")));
}

#[tokio::test]
async fn what_is_not_one_address_gets_no_letter() {
    let server = SmtpServer::start(Manner::Friendly).await;
    let mailer = mailer(&server);
    for to in [
        "",
        "ana",
        "ana@",
        "@example.org",
        "Ana <ana@example.org>",
        "ana@example.org, eve@example.org",
        "ana@example.org\r\nRCPT TO:<eve@example.org>",
        "ana@example.org>\r\nRCPT TO:<eve@example.org",
        "ana@example.org\nBcc: eve@example.org",
        "ana\u{0}@example.org",
    ] {
        let refused = mailer.send(to, Letter::password_changed(Lang::En)).await;
        assert_eq!(refused, Err(MailError::Address), "{to:?}");
    }
    assert!(server.said().is_empty());
}

#[tokio::test]
async fn user_and_password_are_decoded_and_said() {
    let server = SmtpServer::start(Manner::Friendly).await;
    let url = format!("smtp://ana%40example.org:s%2F3cret@{}", server.addr);
    let letter = Letter::password_changed(Lang::En);
    Mailer::smtp(&url, FROM)
        .unwrap()
        .send("ana@example.org", letter)
        .await
        .unwrap();
    // "\0ana@example.org\0s/3cret" in base64, by another program.
    let said = "AUTH PLAIN AGFuYUBleGFtcGxlLm9yZwBzLzNjcmV0";
    assert!(server.said().iter().any(|line| line == said));
}

#[tokio::test]
async fn a_refused_password_is_said_as_such_and_not_repeated() {
    let server = SmtpServer::start(Manner::Locked).await;
    let mailer = Mailer::smtp(&format!("smtp://ana:s3cret@{}", server.addr), FROM).unwrap();
    let refused = mailer
        .send("ana@example.org", Letter::password_changed(Lang::En))
        .await
        .unwrap_err();
    assert_eq!(refused, MailError::SignIn { code: 535 });
    assert!(!format!("{refused} {refused:?} {mailer:?}").contains("s3cret"));
}

#[tokio::test]
async fn a_refused_recipient_is_an_error_that_does_not_repeat_the_address() {
    let server = SmtpServer::start(Manner::Refusing).await;
    let refused = mailer(&server)
        .send("ana@example.org", Letter::reset(Lang::En, LINK, 30))
        .await
        .unwrap_err();
    assert_eq!(refused, MailError::Refused { code: 550 });
    assert!(!format!("{refused} {refused:?}").contains("ana@"));
    assert!(!refused.is_passing());
}

#[tokio::test]
async fn a_server_that_is_down_is_an_error_in_time() {
    let nobody = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap()
    };
    let started = Instant::now();
    let refused = impatient(&format!("smtp://{nobody}"))
        .send("ana@example.org", Letter::password_changed(Lang::En))
        .await
        .unwrap_err();
    assert!(
        matches!(refused, MailError::Unreachable { .. }),
        "{refused:?}"
    );
    assert!(refused.is_passing());
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_server_that_says_nothing_is_given_up_at_the_limit() {
    for manner in [Manner::Silent, Manner::SilentAtTheEnd] {
        let server = SmtpServer::start(manner).await;
        let started = Instant::now();
        let refused = impatient(&server.url())
            .send("ana@example.org", Letter::password_changed(Lang::En))
            .await
            .unwrap_err();
        assert!(matches!(refused, MailError::Slow { .. }), "{refused:?}");
        assert!(started.elapsed() < Duration::from_secs(5));
    }
}

#[tokio::test]
async fn what_has_to_be_encrypted_is_not_sent_to_a_server_that_does_not_encrypt() {
    let server = SmtpServer::start(Manner::Friendly).await;
    let url = format!("{}?tls=required", server.url());
    let refused = impatient(&url)
        .send("ana@example.org", Letter::reset(Lang::En, LINK, 30))
        .await
        .unwrap_err();
    assert!(matches!(refused, MailError::Insecure { .. }), "{refused:?}");
    assert!(server.arrived().is_empty());
    assert!(!server.said().iter().any(|line| line.contains("MAIL")));
}

#[tokio::test]
async fn a_server_that_nobody_vouches_for_gets_no_letter_and_no_password() {
    let rcgen::CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let key = rustls::pki_types::PrivatePkcs8KeyDer::from(signing_key.serialize_der());
    let config = rustls::ServerConfig::builder_with_provider(
        rustls::crypto::ring::default_provider().into(),
    )
    .with_safe_default_protocol_versions()
    .unwrap()
    .with_no_client_auth()
    .with_single_cert(vec![cert.der().clone()], key.into())
    .unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let acceptor = tokio_rustls::TlsAcceptor::from(std::sync::Arc::new(config));
        acceptor.accept(stream).await.map(drop)
    });
    let refused = Mailer::smtp(&format!("smtps://ana:s3cret@localhost:{port}"), FROM)
        .unwrap()
        .send("ana@example.org", Letter::password_changed(Lang::En))
        .await
        .unwrap_err();
    assert!(matches!(refused, MailError::Insecure { .. }), "{refused:?}");
    assert!(server.await.unwrap().is_err());
}

#[tokio::test]
async fn a_letter_that_was_turned_away_is_tried_again_as_the_same_letter() {
    let server = SmtpServer::start(Manner::Greylisting(2)).await;
    let mailer = impatient(&server.url());
    mailer.post("ana@example.org", Letter::reset(Lang::En, LINK, 30));
    assert_eq!(mailer.finish(Duration::from_secs(10)).await, 0);
    let arrived = server.arrived();
    assert_eq!(arrived.len(), 1);
    assert_eq!(arrived[0].header("To").unwrap(), "ana@example.org");
}

#[tokio::test]
async fn a_letter_is_given_up_after_a_few_tries_and_others_go_on() {
    let server = SmtpServer::start(Manner::Greylisting(3)).await;
    let mailer = impatient(&server.url());
    mailer.post("ana@example.org", Letter::reset(Lang::En, LINK, 30));
    assert_eq!(mailer.finish(Duration::from_secs(10)).await, 0);
    assert!(server.arrived().is_empty());
    mailer.post("bob@example.org", Letter::reset(Lang::En, LINK, 30));
    let arrived = server.wait_for(1).await;
    assert_eq!(arrived[0].to, ["RCPT TO:<bob@example.org>"]);
}

#[tokio::test]
async fn what_can_never_be_sent_is_not_tried_again() {
    let server = SmtpServer::start(Manner::Refusing).await;
    let mailer = impatient(&server.url());
    mailer.post("ana@example.org", Letter::reset(Lang::En, LINK, 30));
    mailer.post("no address", Letter::reset(Lang::En, LINK, 30));
    assert_eq!(mailer.finish(Duration::from_secs(10)).await, 0);
    let said = server.said();
    let tries = said.iter().filter(|line| line.starts_with("RCPT")).count();
    assert_eq!(tries, 1);
}

#[tokio::test]
async fn posting_does_not_wait_for_the_server_and_keeps_only_so_many_letters() {
    let server = SmtpServer::start(Manner::Silent).await;
    let mailer = Mailer::smtp(&server.url(), FROM).unwrap();
    let started = Instant::now();
    for _ in 0..2_000 {
        mailer.post("ana@example.org", Letter::password_changed(Lang::En));
    }
    assert!(started.elapsed() < Duration::from_secs(5));
    let remaining = mailer.finish(Duration::from_millis(50)).await;
    assert!((1..=300).contains(&remaining), "{remaining}");
}

#[tokio::test]
async fn letters_that_were_posted_go_out_also_when_no_mailer_is_left() {
    let server = SmtpServer::start(Manner::Friendly).await;
    let mailer = mailer(&server);
    for number in 0..3 {
        mailer.post(
            &format!("p{number}@example.org"),
            Letter::password_changed(Lang::En),
        );
    }
    drop(mailer);
    assert_eq!(server.wait_for(3).await.len(), 3);
}

#[test]
fn a_letter_that_is_posted_outside_the_runtime_is_lost_without_a_panic() {
    let mailer = Mailer::smtp("smtp://127.0.0.1:1", FROM).unwrap();
    mailer.post("ana@example.org", Letter::password_changed(Lang::En));
}
