//! Connections: accepted, limited, encrypted where there is a certificate, and at the end let finish what they are doing.

mod room;
pub mod tls;

use std::{future::Future, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::watch,
};
use tower::{Service, ServiceExt};

use self::{
    room::{Room, Seat},
    tls::Certificate,
};
use super::address::Trusted;

/// How long a client may take to send its headers.
const HEADERS_WITHIN: Duration = Duration::from_secs(10);
/// How long it may take until a connection is encrypted.
const HANDSHAKE_WITHIN: Duration = Duration::from_secs(10);
const MOST_HEADERS: usize = 100;
/// Bytes of a request's line and headers.
const MOST_HEADER_BYTES: usize = 64 * 1024;
/// How long requests under way may take after the order to stop.
const DRAIN: Duration = Duration::from_secs(10);
/// A pause when the system is out of file handles, so that it is not asked in a tight loop.
const BREATH: Duration = Duration::from_millis(100);

/// How connections are taken.
#[derive(Debug, Clone)]
pub struct Listening {
    /// With which certificate; without one they are not encrypted.
    pub certificate: Option<Arc<Certificate>>,
    /// How often its files are looked at.
    pub renewed: Duration,
    /// The proxies that may have as many connections as there are.
    pub trusted: Trusted,
    /// How many there may be; the next one waits.
    pub connections: usize,
    /// How many there may be from one address; the next one is closed.
    pub connections_each: usize,
}

impl Default for Listening {
    fn default() -> Self {
        Self {
            certificate: None,
            renewed: Duration::from_secs(60),
            trusted: Trusted::default(),
            connections: 1_024,
            connections_each: 128,
        }
    }
}

/// Serves until `stop`, then lets the requests under way finish.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    listening: Listening,
    stop: impl Future<Output = ()>,
) {
    let Listening {
        certificate,
        renewed,
        trusted,
        connections: most,
        connections_each,
    } = listening;
    let renewing = certificate
        .clone()
        .map(|certificate| tokio::spawn(certificate.keep_fresh(renewed)));
    let room = Room::new(most, connections_each, trusted);
    let connections = GracefulShutdown::new();
    let (open, closing) = watch::channel(());
    tokio::pin!(stop);
    loop {
        let (stream, peer, seat) = tokio::select! {
            () = &mut stop => break,
            next = next(&listener, &room) => match next {
                Some(next) => next,
                None => continue,
            },
        };
        // Answers are small and wanted now.
        let _ = stream.set_nodelay(true);
        let connection = Connection {
            router: router.clone(),
            peer,
            watcher: connections.watcher(),
        };
        let (certificate, closing) = (certificate.clone(), closing.clone());
        tokio::spawn(async move {
            let _seat = seat;
            match certificate {
                None => connection.answer(stream).await,
                Some(certificate) => connection.encrypt(stream, &certificate, closing).await,
            }
        });
    }
    drop(listener);
    // Whoever has not said a word yet is not waited for.
    drop(open);
    if let Some(renewing) = renewing {
        renewing.abort();
    }
    if tokio::time::timeout(DRAIN, connections.shutdown())
        .await
        .is_err()
    {
        tracing::warn!(seconds = DRAIN.as_secs(), "stopped with requests under way");
    }
}

/// The next connection, if there is one and it may stay.
async fn next(listener: &TcpListener, room: &Room) -> Option<(TcpStream, SocketAddr, Seat)> {
    let one = room.one_more().await;
    match listener.accept().await {
        Ok((stream, peer)) => {
            let seat = room.seat(one, peer.ip());
            if seat.is_none() {
                tracing::debug!(%peer, "too many connections from one address");
            }
            Some((stream, peer, seat?))
        }
        Err(error) => {
            tracing::warn!(%error, "a connection could not be accepted");
            tokio::time::sleep(BREATH).await;
            None
        }
    }
}

/// A connection that was accepted.
struct Connection {
    router: Router,
    peer: SocketAddr,
    watcher: Watcher,
}

impl Connection {
    /// Answers once it is encrypted; gives up on what does not become so in time, and when the server stops.
    async fn encrypt(
        self,
        stream: TcpStream,
        certificate: &Certificate,
        mut closing: watch::Receiver<()>,
    ) {
        let handshake = certificate.acceptor().accept(stream);
        let encrypted = tokio::select! {
            encrypted = tokio::time::timeout(HANDSHAKE_WITHIN, handshake) => encrypted,
            _ = closing.changed() => return,
        };
        match encrypted {
            Ok(Ok(stream)) => self.answer(stream).await,
            Ok(Err(error)) => tracing::debug!(%error, "a connection that was not encrypted"),
            Err(_) => tracing::debug!("a connection that was not encrypted in time"),
        }
    }

    /// Answers the requests that come, each with the address that it came from.
    async fn answer(self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) {
        let Self {
            router,
            peer,
            watcher,
        } = self;
        let service = hyper::service::service_fn(move |request: Request<Incoming>| {
            let mut router = router.clone();
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            async move {
                let ready = ServiceExt::<Request<Body>>::ready(&mut router).await?;
                ready.call(request).await
            }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADERS_WITHIN)
            .max_headers(MOST_HEADERS)
            .max_buf_size(MOST_HEADER_BYTES)
            .serve_connection(TokioIo::new(stream), service);
        if let Err(error) = watcher.watch(connection).await {
            tracing::debug!(%error, "a connection ended early");
        }
    }
}

/// Resolves when the process is asked to stop: Ctrl-C, or SIGTERM from whoever supervises it. Both are listened for from
/// the call on, not from the first poll: call it before anyone is told that the server is up.
pub fn asked_to_stop() -> impl Future<Output = ()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let interrupt = signal(SignalKind::interrupt());
        let terminate = signal(SignalKind::terminate());
        async move {
            tokio::select! {
                () = signalled(interrupt) => {}
                () = signalled(terminate) => {}
            }
        }
    }
    #[cfg(not(unix))]
    async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// The next such signal; never, where they cannot be listened for.
#[cfg(unix)]
async fn signalled(signals: std::io::Result<tokio::signal::unix::Signal>) {
    match signals {
        Ok(mut signals) => {
            signals.recv().await;
        }
        Err(error) => {
            tracing::warn!(%error, "a signal to stop cannot be listened for");
            std::future::pending::<()>().await;
        }
    }
}
