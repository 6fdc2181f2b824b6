//! Connections over a real listener: encrypted, not encrypted, and too many.

use std::{
    io,
    net::SocketAddr,
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use rcgen::{CertifiedKey, generate_simple_self_signed};
use server::http::{
    Edge,
    listen::{self, Listening, tls::Certificate},
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinHandle,
    time::timeout,
};
use tokio_rustls::{
    TlsConnector,
    client::TlsStream,
    rustls::{
        ClientConfig, RootCertStore, SupportedProtocolVersion,
        crypto::ring,
        pki_types::{CertificateDer, ServerName},
        version,
    },
};

use crate::support::House;

const NAME: &str = "puente.example.org";
const SOON: Duration = Duration::from_secs(20);

/// A certificate and its key in two files.
struct Files {
    home: TempDir,
}

impl Files {
    fn new() -> (Self, CertificateDer<'static>) {
        let files = Self {
            home: tempfile::tempdir().unwrap(),
        };
        let certificate = files.renew();
        (files, certificate)
    }

    /// Puts new ones in their place.
    fn renew(&self) -> CertificateDer<'static> {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(vec![NAME.to_owned()]).unwrap();
        std::fs::write(self.path("cert.pem"), cert.pem()).unwrap();
        std::fs::write(self.path("key.pem"), signing_key.serialize_pem()).unwrap();
        cert.der().clone()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn listening(&self) -> Listening {
        let certificate = Certificate::read(&self.path("cert.pem"), &self.path("key.pem"));
        Listening {
            certificate: Some(Arc::new(certificate.unwrap())),
            renewed: Duration::from_millis(20),
            ..Listening::default()
        }
    }
}

/// A house with a door on a port of its own.
struct Open {
    at: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    served: JoinHandle<()>,
    _house: House,
}

impl Open {
    async fn new(edge: Edge, listening: Listening) -> Self {
        let house = House::with_edge(edge).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let served = tokio::spawn(listen::serve(listener, house.router(), listening, async {
            let _ = stopped.await;
        }));
        Self {
            at,
            stop: Some(stop),
            served,
            _house: house,
        }
    }

    async fn encrypted(files: &Files) -> Self {
        let edge = Edge {
            site: Some(format!("https://{NAME}").parse().unwrap()),
            ..Edge::default()
        };
        Self::new(edge, files.listening()).await
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.at).await.unwrap()
    }

    /// A connection that is encrypted, by a client that knows this certificate.
    async fn encrypt(
        &self,
        known: &CertificateDer<'static>,
        versions: &[&'static SupportedProtocolVersion],
    ) -> io::Result<TlsStream<TcpStream>> {
        let mut roots = RootCertStore::empty();
        roots.add(known.clone()).unwrap();
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(versions)
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let name = ServerName::try_from(NAME).unwrap();
        let connector = TlsConnector::from(Arc::new(config));
        timeout(SOON, connector.connect(name, self.connect().await)).await?
    }

    /// How long it takes to stop.
    async fn stop(mut self) -> Duration {
        let started = Instant::now();
        self.stop.take().unwrap().send(()).unwrap();
        timeout(SOON, self.served).await.unwrap().unwrap();
        started.elapsed()
    }
}

/// Asks for a path, and reads to the end of the connection.
async fn ask(
    stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
    host: &str,
    path: &str,
) -> io::Result<String> {
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    timeout(SOON, stream.read_to_end(&mut answer)).await??;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

#[tokio::test]
async fn pages_come_encrypted_by_tls_1_2_and_1_3() {
    let (files, certificate) = Files::new();
    let open = Open::encrypted(&files).await;
    for version in [&version::TLS13, &version::TLS12] {
        let mut stream = open.encrypt(&certificate, &[version]).await.unwrap();
        assert_eq!(stream.get_ref().1.protocol_version(), Some(version.version));
        let answer = ask(&mut stream, NAME, "/").await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert!(
            answer.contains("strict-transport-security: max-age=31536000; includeSubDomains\r\n"),
            "{answer}"
        );
    }
    let (_, other) = Files::new();
    let stranger = open.encrypt(&other, &[&version::TLS13]).await;
    assert!(
        stranger.is_err(),
        "a client that does not know it trusts it"
    );
}

#[tokio::test]
async fn whoever_speaks_without_encryption_is_hung_up_on_and_the_next_is_answered() {
    let (files, certificate) = Files::new();
    let open = Open::encrypted(&files).await;
    for said in [
        "GET / HTTP/1.1\r\nHost: puente.example.org\r\n\r\n",
        "\0\0\0\0\0",
        "\u{16}\u{3}\u{1}\u{ff}",
    ] {
        let mut stream = open.connect().await;
        stream.write_all(said.as_bytes()).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut answer = Vec::new();
        // It may end with a reset: what was said was not read to its end.
        let _ = timeout(SOON, stream.read_to_end(&mut answer))
            .await
            .unwrap();
        assert!(
            !String::from_utf8_lossy(&answer).contains("HTTP/1.1"),
            "{said:?}"
        );
    }
    let mut stream = open
        .encrypt(&certificate, &[&version::TLS13])
        .await
        .unwrap();
    let answer = ask(&mut stream, NAME, "/healthz").await.unwrap();
    assert!(answer.ends_with("\r\n\r\nok"), "{answer}");
}

#[tokio::test]
async fn a_certificate_that_was_renewed_is_shown_without_a_restart() {
    let (files, first) = Files::new();
    let open = Open::encrypted(&files).await;
    open.encrypt(&first, &[&version::TLS13]).await.unwrap();
    std::fs::write(files.path("cert.pem"), "half written").unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    open.encrypt(&first, &[&version::TLS13]).await.unwrap();

    let second = files.renew();
    let started = Instant::now();
    while open.encrypt(&second, &[&version::TLS13]).await.is_err() {
        assert!(started.elapsed() < SOON, "it was never read again");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(open.encrypt(&first, &[&version::TLS13]).await.is_err());
}

#[tokio::test]
async fn who_has_not_said_a_word_is_not_waited_for_at_the_end() {
    let (files, _) = Files::new();
    let open = Open::encrypted(&files).await;
    let silent = open.connect().await;
    // Accepted by now, and waiting for the first word.
    tokio::time::sleep(Duration::from_millis(100)).await;
    let took = open.stop().await;
    assert!(took < Duration::from_secs(5), "{took:?}");
    drop(silent);
}

#[tokio::test]
async fn when_there_are_too_many_connections_the_next_waits_for_its_turn() {
    let one = Listening {
        connections: 1,
        ..Listening::default()
    };
    let open = Open::new(Edge::default(), one).await;
    let first = open.connect().await;
    // Accepted by now.
    tokio::time::sleep(Duration::from_millis(100)).await;
    let mut second = open.connect().await;
    let waits = timeout(
        Duration::from_millis(300),
        ask(&mut second, "localhost", "/healthz"),
    );
    assert!(waits.await.is_err());
    drop(first);
    let mut answer = Vec::new();
    timeout(SOON, second.read_to_end(&mut answer))
        .await
        .unwrap()
        .unwrap();
    assert!(answer.ends_with(b"ok"));
}
