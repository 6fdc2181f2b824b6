//! How often one address may ask. What goes beyond is answered with how long to wait.

mod buckets;

use std::{
    net::{IpAddr, Ipv6Addr},
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use shared::api::{ApiError, ErrorCode};

pub use buckets::{Buckets, Rate};

use super::{
    address::{ClientAddress, Way},
    problem::Problem,
};

/// What leads in: signing in, getting a new password, setting up, invitations. Its paths are guarded against guessing.
const ENTRANCE: &str = "/api/v1/entrance/";

/// What costs next to nothing, and of which a page fetches dozens.
const FREE: [&str; 3] = ["/assets/", "/healthz", "/readyz"];

/// How often one address may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// For pages and the API: more than any person or well-behaved program needs.
    pub requests: Rate,
    /// For what leads in, so that nothing can be guessed by trying.
    pub entrance: Rate,
    /// How many addresses are remembered.
    pub addresses: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            requests: Rate {
                burst: 400,
                every: Duration::from_millis(10),
            },
            entrance: Rate {
                burst: 20,
                every: Duration::from_secs(3),
            },
            addresses: 20_000,
        }
    }
}

/// What is left to each address.
#[derive(Debug, Clone)]
pub(super) struct Limiter(Arc<Left>);

#[derive(Debug)]
struct Left {
    requests: Buckets<IpAddr>,
    entrance: Buckets<IpAddr>,
}

impl Limiter {
    pub(super) fn new(limits: Limits) -> Self {
        Self(Arc::new(Left {
            requests: Buckets::new(limits.requests, limits.addresses),
            entrance: Buckets::new(limits.entrance, limits.addresses),
        }))
    }
}

/// What counts as one address: of IPv6, the network that a household gets, because whoever has one has all of them.
pub(super) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let start = address.to_bits() >> 64 << 64;
            IpAddr::V6(Ipv6Addr::from_bits(start))
        }
        four @ IpAddr::V4(_) => four,
    }
}

/// Lets an address ask so often for pages and the API, and no more.
///
/// Requests from this machine's own programs are not counted: it is people's own machine, and its imports and tools should not be
/// slowed down. A proxy on it that is trusted says for whom it asks, and they are counted.
pub(super) async fn requests(
    State(limiter): State<Limiter>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let free = FREE.iter().any(|start| path.starts_with(start));
    if free || Way::of(&request).own_machine {
        return next.run(request).await;
    }
    count(&limiter.0.requests, request, next).await
}

/// Lets an address try so often what leads in, and no more: from wherever it comes, because whoever guesses may sit at this machine.
pub(super) async fn entrance(
    State(limiter): State<Limiter>,
    request: Request,
    next: Next,
) -> Response {
    if request.method().is_safe() || !request.uri().path().starts_with(ENTRANCE) {
        return next.run(request).await;
    }
    count(&limiter.0.entrance, request, next).await
}

async fn count(buckets: &Buckets<IpAddr>, request: Request, next: Next) -> Response {
    let address = request.extensions().get::<ClientAddress>();
    let Some(ClientAddress(address)) = address.copied() else {
        tracing::error!("a request that has no address: a fault of ours");
        return Problem(ApiError::new(ErrorCode::Internal)).into_response();
    };
    match buckets.take(network(address), Instant::now()) {
        Ok(()) => next.run(request).await,
        Err(wait) => {
            // A moment is said as a second.
            let seconds = wait.as_millis().div_ceil(1_000).max(1);
            Problem(ApiError::new(ErrorCode::TooMany).with("retry_after", seconds)).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_ipv6_the_network_counts_and_of_ipv4_the_address() {
        for (address, counted) in [
            ("203.0.113.5", "203.0.113.5"),
            ("::ffff:203.0.113.5", "203.0.113.5"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("2001:db8:1:2:ffff::", "2001:db8:1:2::"),
            ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ] {
            let found = network(address.parse().unwrap());
            assert_eq!(found, counted.parse::<IpAddr>().unwrap(), "{address}");
        }
    }
}
