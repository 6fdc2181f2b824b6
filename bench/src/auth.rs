//! Coming in: how many sign in each second, what that costs those who are in, and what each question of `can` takes.
//!
//! The server is told to believe forwarded addresses, and each sign-in says another one: what an address may ask is limited.

use std::{
    hint::black_box,
    net::Ipv4Addr,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use serde_json::{Value, json};
use shared::{
    access::{Actor, MATRIX, Resource, Role, can, could},
    id::{ActorId, JourneyId},
};
use uuid::Uuid;

use crate::{
    Subject,
    figure::{Figure, within},
    http::Connection,
    program::Running,
    trouble::Trouble,
};

const PASSWORD: &str = "quiet lamp orbit mustard";
/// Who signs in at once, each with an account.
const PEOPLE: u32 = 8;
const ROUNDS: usize = 5;
const ROUND: Duration = Duration::from_secs(3);
/// Sign-ins of the attack, each second.
const ATTACK: u32 = 50;
/// Pages that are asked for alone, and as many during the attack.
const PAGES: usize = 400;
/// A pause between two pages, as of a few busy people.
const PAUSE: Duration = Duration::from_millis(10);
/// The budgets.
const MOST_RATIO: f64 = 3.0;
const MOST_CHECK: f64 = 2_000.0;

pub(crate) async fn run(subject: &Subject) -> Result<(), Trouble> {
    check()?;
    let database = subject.scratch.join("auth.db");
    let mut puente =
        Running::puente_with(&subject.puente, &database, &["--trust-proxy", "127.0.0.1"]).await?;
    let secret = puente.line_after("/setup#").await?;
    let mut owner = Connection::open(puente.addr).await?;
    let setup = json!({
        "secret": secret, "workspace": "Bench", "name": "Owner", "email": "owner@example.org", "password": PASSWORD,
    });
    owner
        .ask(
            "POST",
            "/api/v1/entrance/setup",
            &serde_json::to_vec(&setup)?,
        )
        .await?;
    owner.keep_cookie();
    for number in 0..PEOPLE {
        invite(&puente, &mut owner, number).await?;
    }
    sign_ins(&puente).await?;
    pages(&puente, &mut owner.again().await?).await?;
    puente.kill().await
}

fn email(number: u32) -> String {
    format!("person{number}@example.org")
}

async fn invite(puente: &Running, owner: &mut Connection, number: u32) -> Result<(), Trouble> {
    let body = json!({ "email": email(number), "role": "viewer" });
    let invited: Value = owner.post("/api/v1/invitations", &body).await?;
    let link = invited["link"].as_str().unwrap_or_default();
    let secret = link.split_once('#').map_or("", |(_, secret)| secret);
    let accept = json!({ "secret": secret, "name": "Person", "password": PASSWORD });
    let mut person = Connection::open(puente.addr).await?;
    person.say_from(address());
    let path = "/api/v1/entrance/invitations/accept";
    person
        .ask("POST", path, &serde_json::to_vec(&accept)?)
        .await
}

/// An address that nobody said before.
fn address() -> Ipv4Addr {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    Ipv4Addr::from(u32::from(Ipv4Addr::new(10, 0, 0, 0)) + next)
}

/// `auth.signins_per_s`, beside bare Argon2id of the same size on as many cores as the server gives to it.
async fn sign_ins(puente: &Running) -> Result<(), Trouble> {
    let cores = (std::thread::available_parallelism()?.get() / 2).max(1);
    eprintln!(
        "· {PEOPLE} people sign in again and again; passwords are reckoned on {cores} core(s)"
    );
    let (mut ours, mut floor) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let signed = round_of_sign_ins(puente).await?;
        let bare = tokio::task::spawn_blocking(move || bare(cores)).await??;
        // The first round warms both up.
        if round > 0 {
            ours.push(signed);
            floor.push(bare);
        }
    }
    let peer = "bare Argon2id of the same size on as many cores";
    Ok(Figure::of_runs("auth.signins_per_s", "sign-ins/s", &ours, peer, &floor).print()?)
}

async fn round_of_sign_ins(puente: &Running) -> Result<f64, Trouble> {
    let (addr, start) = (puente.addr, Instant::now());
    let people = (0..PEOPLE).map(|number| {
        tokio::spawn(async move {
            let said = json!({ "email": email(number), "password": PASSWORD });
            let said = serde_json::to_vec(&said)?;
            let mut connection = Connection::open(addr).await?;
            let mut signed = 0_u32;
            while start.elapsed() < ROUND {
                connection.say_from(address());
                connection
                    .ask("POST", "/api/v1/entrance/sign-in", &said)
                    .await?;
                signed += 1;
            }
            Ok::<_, Trouble>(signed)
        })
    });
    let mut signed = 0;
    for person in people.collect::<Vec<_>>() {
        signed += person.await??;
    }
    Ok(f64::from(signed) / start.elapsed().as_secs_f64())
}

/// How many passwords are verified each second, on so many cores.
fn bare(cores: usize) -> Result<f64, Trouble> {
    let start = Instant::now();
    let counted = std::thread::scope(|scope| {
        let cores = (0..cores).map(|_| {
            scope.spawn(move || {
                let params = Params::new(19 * 1024, 2, 1, None).ok()?;
                let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
                let hash = argon2.hash_password(PASSWORD.as_bytes()).ok()?.to_string();
                let hash = PasswordHash::new(&hash).ok()?;
                let mut counted = 0_u32;
                while start.elapsed() < ROUND {
                    argon2.verify_password(PASSWORD.as_bytes(), &hash).ok()?;
                    counted += 1;
                }
                Some(counted)
            })
        });
        let cores: Vec<_> = cores.collect();
        let counts = cores.into_iter().map(|core| core.join().ok().flatten());
        counts.sum::<Option<u32>>()
    });
    let counted = counted.ok_or(Trouble::Http("a password that is reckoned"))?;
    Ok(f64::from(counted) / start.elapsed().as_secs_f64())
}

/// `auth.page_p99_ratio`: the portfolio's page while fifty sign-ins a second hammer, over without.
async fn pages(puente: &Running, owner: &mut Connection) -> Result<(), Trouble> {
    ask_pages(owner, PAGES / 4).await?;
    let alone = ask_pages(owner, PAGES).await?;
    let stop = Arc::new(AtomicBool::new(false));
    let attack = tokio::spawn(hammer(puente.addr, Arc::clone(&stop)));
    tokio::time::sleep(Duration::from_secs(1)).await;
    let meanwhile = ask_pages(owner, PAGES).await;
    stop.store(true, Ordering::Relaxed);
    let (tried, turned_away) = attack.await?;
    let meanwhile = meanwhile?;
    eprintln!("· {tried} sign-ins hammered meanwhile, {turned_away} of them told to come again");
    let (alone, meanwhile) = (within(&alone, 99), within(&meanwhile, 99));
    eprintln!("· p99 of a page: {alone:.1} ms alone, {meanwhile:.1} ms meanwhile");
    let name = "auth.page_p99_ratio";
    let budget = Some(MOST_RATIO);
    Ok(Figure::of(name, "times", meanwhile / alone, "the budget", budget).print()?)
}

async fn ask_pages(owner: &mut Connection, pages: usize) -> Result<Vec<f64>, Trouble> {
    let mut took = Vec::with_capacity(pages);
    for _ in 0..pages {
        let start = Instant::now();
        owner.ask("GET", "/", &[]).await?;
        took.push(start.elapsed().as_secs_f64() * 1e3);
        tokio::time::sleep(PAUSE).await;
    }
    Ok(took)
}

/// Guesses at accounts from as many addresses, so many each second whatever becomes of them.
async fn hammer(addr: std::net::SocketAddr, stop: Arc<AtomicBool>) -> (u32, u32) {
    let turned_away = Arc::new(AtomicU32::new(0));
    let mut tried = 0;
    let mut tick = tokio::time::interval(Duration::from_secs(1) / ATTACK);
    while !stop.load(Ordering::Relaxed) {
        tick.tick().await;
        tried += 1;
        let said = json!({ "email": email(tried % PEOPLE), "password": format!("guess {tried}") });
        // Every other guess is at an account that nobody has.
        let said = if tried % 2 == 0 {
            said
        } else {
            json!({ "email": format!("guess{tried}@example.org"), "password": "a guess" })
        };
        let turned_away = Arc::clone(&turned_away);
        tokio::spawn(async move {
            let Ok(mut connection) = Connection::open(addr).await else {
                return;
            };
            connection.say_from(address());
            let said = said.to_string();
            let answer = connection
                .ask("POST", "/api/v1/entrance/sign-in", said.as_bytes())
                .await;
            if matches!(answer, Err(Trouble::Status { status: 429, .. })) {
                turned_away.fetch_add(1, Ordering::Relaxed);
            }
        });
    }
    (tried, turned_away.load(Ordering::Relaxed))
}

/// `auth.check_ns`: what a route and its service ask together, for a member who was narrowed on a hundred journeys.
fn check() -> Result<(), Trouble> {
    let journey = |n: u128| JourneyId::new(Uuid::from_u128(n));
    let narrowed = (0..100).map(|n| (journey(n), Role::Viewer)).collect();
    let actor = Actor::new(ActorId::new(Uuid::from_u128(7)), Role::Editor).on_journeys(narrowed);
    let rounds = 20_000_u32;
    let mut runs = Vec::new();
    for run in 0..=ROUNDS {
        let start = Instant::now();
        for round in 0..rounds {
            for rule in MATRIX {
                let actor = black_box(&actor);
                let here = Resource::Journey(journey(u128::from(round % 200)));
                black_box(could(actor, rule.action, rule.kind));
                black_box(can(actor, rule.action, here));
            }
        }
        let checks = f64::from(rounds) * MATRIX.len() as f64;
        if run > 0 {
            runs.push(start.elapsed().as_secs_f64() * 1e9 / checks);
        }
    }
    let value = crate::figure::median(&runs);
    Ok(Figure::of("auth.check_ns", "ns", value, "the budget", Some(MOST_CHECK)).print()?)
}
