//! Live boards over real sockets: who hears what, who may come, and what becomes of whoever does not keep to it.

use std::{net::SocketAddr, time::Duration};

use futures_util::{SinkExt, StreamExt};
use serde_json::json;
use server::{
    http::{
        Edge,
        listen::{self, Listening},
    },
    live::{MostSockets, Sockets},
};
use shared::{
    access::Role,
    api::{BoardSnapshot, JourneySummary, Outcome, PROTOCOL, Push, Tail, Update},
    catalogue::CatalogueIntent,
    id::{BrandId, ClientId, JourneyId},
    journey::{JourneyChange, JourneyIntent, Node, ScopeField},
    live::{ByeCode, Hello, Sign, Welcome},
    log::{ClientSeq, Heads, Intent, Missing, Rejection},
    wire::{ClientMessage, ServerMessage, decode, encode},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::oneshot,
    time::timeout,
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Error, Message, client::IntoClientRequest, http::HeaderValue},
};
use uuid::Uuid;

use crate::{
    accounts::{Person, Set},
    killed::Puente,
    support::{Client, House, title},
};

const SOON: Duration = Duration::from_secs(10);

/// A house with a door on a port of its own.
struct Open {
    at: SocketAddr,
    stop: oneshot::Sender<()>,
    house: House,
}

impl Open {
    async fn new(house: House) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        tokio::spawn(listen::serve(
            listener,
            house.router(),
            Listening::default(),
            async {
                let _ = stopped.await;
            },
        ));
        Self { at, stop, house }
    }

    async fn with_board() -> (Self, JourneyId) {
        let house = House::open().await;
        let journey = house.journey("Airport").await.id;
        (Self::new(house).await, journey)
    }

    async fn connect(&self, journey: JourneyId) -> Wire {
        Wire::open(self.at, journey, None).await.unwrap()
    }

    /// Connected, and welcomed with everything there is.
    async fn join(&self, journey: JourneyId) -> (Wire, Welcome) {
        let mut wire = self.connect(journey).await;
        let welcome = wire
            .hello(journey, self.house.lineage(), Heads::default())
            .await;
        (wire, welcome)
    }
}

/// A client's end of a socket, without anything that understands it.
struct Wire {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    client: ClientId,
}

impl Wire {
    /// Opens a socket; the status where there is none.
    async fn open(at: SocketAddr, journey: JourneyId, cookie: Option<&str>) -> Result<Self, u16> {
        let origin = format!("http://{at}");
        Self::open_from(at, journey, cookie, Some(&origin)).await
    }

    async fn open_from(
        at: SocketAddr,
        journey: JourneyId,
        cookie: Option<&str>,
        origin: Option<&str>,
    ) -> Result<Self, u16> {
        let address = format!("ws://{at}/api/v1/journeys/{journey}/live");
        let mut request = address.into_client_request().unwrap();
        for (name, value) in [("origin", origin), ("cookie", cookie)] {
            if let Some(value) = value {
                let value = HeaderValue::from_str(value).unwrap();
                request.headers_mut().insert(name, value);
            }
        }
        match connect_async(request).await {
            Ok((socket, _)) => Ok(Self {
                socket,
                client: ClientId::new(Uuid::now_v7()),
            }),
            Err(Error::Http(answer)) => Err(answer.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    async fn send(&mut self, frame: Vec<u8>) {
        // Whoever was cut may notice while it still speaks.
        let _ = self.socket.send(Message::Binary(frame.into())).await;
    }

    async fn say(&mut self, message: ClientMessage) {
        self.send(encode(&message).unwrap()).await;
    }

    async fn hello(&mut self, journey: JourneyId, lineage: u64, base: Heads) -> Welcome {
        self.say(ClientMessage::Hello(Hello {
            journey,
            client_id: self.client,
            lineage,
            base,
        }))
        .await;
        match self.hear().await {
            ServerMessage::Welcome(welcome) => *welcome,
            other => panic!("{other:?}"),
        }
    }

    async fn push(&mut self, client_seq: ClientSeq, lineage: u64, intents: Vec<Intent>) {
        let push = Push {
            protocol: PROTOCOL,
            lineage,
            client_id: self.client,
            client_seq,
            base: Heads::default(),
            intents,
        };
        self.say(ClientMessage::Push(push)).await;
    }

    /// The next frame; `Err` with the code of the close.
    async fn next(&mut self) -> Result<ServerMessage, u16> {
        loop {
            match timeout(SOON, self.socket.next()).await.unwrap() {
                Some(Ok(Message::Binary(frame))) => return Ok(decode(&frame).unwrap()),
                Some(Ok(Message::Close(close))) => {
                    return Err(close.map_or(0, |close| close.code.into()));
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Err(0),
            }
        }
    }

    /// What is said next, but for what others do.
    async fn hear(&mut self) -> ServerMessage {
        loop {
            match self.next().await.unwrap() {
                ServerMessage::Presence(_) => {}
                other => return other,
            }
        }
    }

    async fn entries(&mut self) -> Tail {
        match self.hear().await {
            ServerMessage::Update(Update::Tail(tail)) => tail,
            other => panic!("{other:?}"),
        }
    }

    /// Why it ended; that nothing but presence was said before; and that the close says the same.
    async fn end(&mut self) -> ByeCode {
        loop {
            match self.next().await {
                Ok(ServerMessage::Presence(_)) => {}
                Ok(ServerMessage::Bye(bye)) => {
                    assert_eq!(self.next().await.unwrap_err(), bye.code.close_code());
                    return bye.code;
                }
                other => panic!("{other:?}"),
            }
        }
    }
}

fn titles(tail: &Tail) -> Vec<&str> {
    let changes = tail.journey.iter().flat_map(|entry| &entry.changes);
    changes
        .map(|change| match change {
            JourneyChange::ScopeSet {
                field: ScopeField::Title(title),
            } => title.as_str(),
            other => panic!("{other:?}"),
        })
        .collect()
}

#[tokio::test]
async fn what_one_changes_the_other_hears_and_ones_own_entry_is_the_answer() {
    let (open, journey) = Open::with_board().await;
    let lineage = open.house.lineage();
    let (mut ana, _) = open.join(journey).await;
    let (mut luis, welcome) = open.join(journey).await;
    assert!(welcome.standing.edits);
    ana.push(1, lineage, vec![title("By Ana")]).await;
    let mine = ana.entries().await;
    assert_eq!(
        (mine.journey[0].client_id, mine.journey[0].client_seq),
        (ana.client, 1)
    );
    let heard = luis.entries().await;
    assert_eq!(heard, mine);
    assert_eq!(titles(&heard), ["By Ana"]);
    luis.push(1, lineage, vec![title("By Luis")]).await;
    assert_eq!(titles(&ana.entries().await), ["By Luis"]);
    luis.entries().await;
    // A request over HTTP takes the same way.
    let mut program = Client::new(&open.house);
    open.house
        .push(journey, &program.push(vec![title("By program")]))
        .await;
    for wire in [&mut ana, &mut luis] {
        assert_eq!(titles(&wire.entries().await), ["By program"]);
    }
    assert_eq!(
        open.house.board(journey).await.board.journey.scope.title,
        "By program"
    );
}

#[tokio::test]
async fn whoever_comes_back_gets_what_happened_meanwhile_and_no_more() {
    let (open, journey) = Open::with_board().await;
    let (wire, welcome) = open.join(journey).await;
    let Update::Tail(all) = welcome.update else {
        panic!("{:?}", welcome.update);
    };
    let seen = Heads {
        journey: all.journey.last().unwrap().seq,
        catalogue: all.catalogue.last().unwrap().seq,
    };
    drop(wire);
    let mut program = Client::new(&open.house);
    for text in ["One", "Two"] {
        open.house
            .push(journey, &program.push(vec![title(text)]))
            .await;
    }
    let mut again = open.connect(journey).await;
    let welcome = again.hello(journey, open.house.lineage(), seen).await;
    let Update::Tail(tail) = welcome.update else {
        panic!("{:?}", welcome.update);
    };
    assert_eq!(titles(&tail), ["One", "Two"]);
    assert_eq!(tail.catalogue, []);
    // Of another lineage, one begins anew.
    let mut other = open.connect(journey).await;
    let welcome = other.hello(journey, open.house.lineage() + 1, seen).await;
    assert!(matches!(welcome.update, Update::Snapshot(_)));
}

#[tokio::test]
async fn only_a_page_of_this_origin_opens_a_socket() {
    let (open, journey) = Open::with_board().await;
    let port = open.at.port();
    for origin in [
        None,
        Some("null".to_owned()),
        Some("http://evil.example".to_owned()),
        Some(format!("https://127.0.0.1:{port}")),
        Some(format!("http://localhost:{port}")),
        Some(format!("http://127.0.0.1:{}", port ^ 1)),
    ] {
        let found = Wire::open_from(open.at, journey, None, origin.as_deref()).await;
        assert_eq!(found.err(), Some(403), "{origin:?}");
    }
    let nowhere = JourneyId::new(Uuid::now_v7());
    assert_eq!(Wire::open(open.at, nowhere, None).await.err(), Some(404));
    assert!(Wire::open(open.at, journey, None).await.is_ok());
}

async fn workshop() -> (Set, Open, Person, JourneyId) {
    let (set, owner) = Set::owned().await;
    let journey = JourneyId::new(Uuid::now_v7());
    let body = json!({ "id": journey, "title": "Airport", "template": "blank" });
    assert_eq!(owner.post("/journeys", &body).await.status.as_u16(), 201);
    let open = Open::new(set.house.clone()).await;
    (set, open, owner, journey)
}

async fn joined(open: &Open, person: &Person, journey: JourneyId) -> (Wire, Welcome) {
    let mut wire = Wire::open(open.at, journey, person.cookie.as_deref())
        .await
        .unwrap();
    let welcome = wire
        .hello(journey, open.house.lineage(), Heads::default())
        .await;
    (wire, welcome)
}

#[tokio::test]
async fn without_a_session_nobody_listens_and_a_viewer_listens_without_a_word() {
    let (set, open, owner, journey) = workshop().await;
    assert_eq!(Wire::open(open.at, journey, None).await.err(), Some(401));
    let viewer = set.member(&owner, "Vera", Role::Viewer).await;
    let (mut vera, welcome) = joined(&open, &viewer, journey).await;
    assert_eq!(
        (welcome.standing.role, welcome.standing.edits),
        (Role::Viewer, false)
    );
    let lineage = open.house.lineage();
    vera.push(1, lineage, vec![title("By Vera")]).await;
    let ServerMessage::Settled(settled) = vera.hear().await else {
        panic!("no answer");
    };
    let forbidden = Outcome::Rejected {
        intent: None,
        rejection: Rejection::Forbidden,
    };
    assert_eq!((settled.client_seq, settled.outcome), (1, forbidden));
    let (mut ana, _) = joined(&open, &owner, journey).await;
    ana.push(1, lineage, vec![title("By Ana")]).await;
    assert_eq!(titles(&vera.entries().await), ["By Ana"]);
}

#[tokio::test]
async fn whoever_is_taken_out_hears_goodbye_and_nothing_that_happens_after() {
    let (set, open, owner, journey) = workshop().await;
    let lineage = open.house.lineage();
    let editor = set.member(&owner, "Eva", Role::Editor).await;
    let eva_id = editor.me().await.id;
    let (mut eva, _) = joined(&open, &editor, journey).await;
    let (mut ana, _) = joined(&open, &owner, journey).await;
    eva.push(1, lineage, vec![title("By Eva")]).await;
    ana.entries().await;
    eva.entries().await;
    // She may look, and no longer change anything.
    let path = format!("/members/{eva_id}");
    let body = json!({ "role": "viewer", "people": false, "departments": [] });
    let changed = owner.put(&path, &body).await;
    assert!(changed.status.is_success(), "{}", changed.text);
    let ServerMessage::RoleChanged(standing) = eva.hear().await else {
        panic!("nothing was said of the role");
    };
    assert_eq!((standing.role, standing.edits), (Role::Viewer, false));
    eva.push(2, lineage, vec![title("By Eva again")]).await;
    assert!(matches!(eva.hear().await, ServerMessage::Settled(_)));
    // And is gone.
    let removed = owner.delete(&path).await;
    assert!(removed.status.is_success(), "{}", removed.text);
    ana.push(1, lineage, vec![title("Among us")]).await;
    assert_eq!(eva.end().await, ByeCode::Revoked);
    assert_eq!(titles(&ana.entries().await), ["Among us"]);
    assert_eq!(
        Wire::open(open.at, journey, editor.cookie.as_deref())
            .await
            .err(),
        Some(401)
    );
}

#[tokio::test]
async fn a_session_that_ends_ends_its_sockets_also_when_nothing_happens() {
    let (_set, open, owner, journey) = workshop().await;
    let (mut ana, _) = joined(&open, &owner, journey).await;
    let out = owner.post("/entrance/sign-out", &json!({})).await;
    assert!(out.status.is_success(), "{}", out.text);
    assert_eq!(ana.end().await, ByeCode::Revoked);
}

#[tokio::test]
async fn garbage_and_too_much_end_the_connection_and_the_others_notice_nothing() {
    let (open, journey) = Open::with_board().await;
    let lineage = open.house.lineage();
    let (mut witness, _) = open.join(journey).await;
    for (frame, code) in [
        (vec![], ByeCode::Malformed),
        (b"{\"push\":{}}".to_vec(), ByeCode::OtherVersion),
        (vec![2, 0xff, 0xff], ByeCode::Malformed),
        (
            encode(&ClientMessage::Ping).unwrap()[..1].to_vec(),
            ByeCode::Malformed,
        ),
        (vec![2; (1 << 20) + 1], ByeCode::TooLarge),
        (
            encode(&ClientMessage::Presence(vec![Sign::Away(true); 9])).unwrap(),
            ByeCode::TooLarge,
        ),
    ] {
        let (mut wire, _) = open.join(journey).await;
        wire.send(frame).await;
        assert_eq!(wire.end().await, code);
    }
    let mut early = open.connect(journey).await;
    early.say(ClientMessage::Ping).await;
    assert_eq!(early.end().await, ByeCode::OutOfTurn);
    let (mut flood, _) = open.join(journey).await;
    for _ in 0..400 {
        flood.say(ClientMessage::Ping).await;
    }
    let end = loop {
        match flood.next().await {
            Ok(ServerMessage::Pong | ServerMessage::Presence(_)) => {}
            Ok(ServerMessage::Bye(bye)) => break bye.code,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(end, ByeCode::Flood);
    let (mut ana, _) = open.join(journey).await;
    ana.push(1, lineage, vec![title("All is well")]).await;
    assert_eq!(titles(&witness.entries().await), ["All is well"]);
}

#[tokio::test]
async fn whoever_says_no_hello_is_not_waited_for() {
    let (open, journey) = Open::with_board().await;
    let mut silent = open.connect(journey).await;
    assert_eq!(silent.end().await, ByeCode::Silent);
}

#[tokio::test]
async fn a_number_that_was_used_is_answered_and_not_done_again() {
    let (open, journey) = Open::with_board().await;
    let lineage = open.house.lineage();
    let (mut ana, _) = open.join(journey).await;
    ana.push(1, lineage, vec![title("Once")]).await;
    let seq = ana.entries().await.journey[0].seq;
    ana.push(1, lineage, vec![title("Twice")]).await;
    let ServerMessage::Settled(again) = ana.hear().await else {
        panic!("no answer");
    };
    assert_eq!(
        (again.client_seq, again.outcome),
        (1, Outcome::Accepted { seq })
    );
    ana.push(7, lineage, vec![title("Far ahead")]).await;
    let ServerMessage::Settled(gap) = ana.hear().await else {
        panic!("no answer");
    };
    let rejection = Rejection::Gap {
        expected: 2,
        got: 7,
    };
    assert_eq!(
        gap.outcome,
        Outcome::Rejected {
            intent: None,
            rejection
        }
    );
    assert_eq!(
        open.house.board(journey).await.board.journey.scope.title,
        "Once"
    );
}

#[tokio::test]
async fn what_is_of_another_board_is_refused_and_leaves_no_trace_but_its_number() {
    let (open, journey) = Open::with_board().await;
    let lineage = open.house.lineage();
    let other = open.house.journey("Hotel").await.id;
    let before = open.house.board(other).await;
    let stage = before.board.journey.visible_stages().next().unwrap().0;
    let (mut ana, _) = open.join(journey).await;
    let rename = JourneyIntent::Rename {
        node: Node::Stage(stage),
        title: "Mine".to_owned(),
    };
    ana.push(1, lineage, vec![title("First"), Intent::Journey(rename)])
        .await;
    let ServerMessage::Settled(settled) = ana.hear().await else {
        panic!("no answer");
    };
    let rejection = Rejection::Missing {
        what: Missing::Node(Node::Stage(stage)),
    };
    assert_eq!(
        settled.outcome,
        Outcome::Rejected {
            intent: Some(1),
            rejection
        }
    );
    assert_eq!(open.house.board(other).await, before);
    assert_eq!(
        open.house.board(journey).await.board.journey.scope.title,
        "Airport"
    );
    ana.push(2, lineage, vec![title("Second")]).await;
    assert_eq!(titles(&ana.entries().await), ["Second"]);
    let mut stranger = open.connect(journey).await;
    stranger
        .say(ClientMessage::Hello(Hello {
            journey: other,
            client_id: stranger.client,
            lineage,
            base: Heads::default(),
        }))
        .await;
    assert_eq!(stranger.end().await, ByeCode::WrongBoard);
}

#[tokio::test]
async fn what_comes_into_the_catalogue_is_heard_on_every_board() {
    let (open, journey) = Open::with_board().await;
    let lineage = open.house.lineage();
    let other = open.house.journey("Hotel").await.id;
    let (mut here, _) = open.join(journey).await;
    let (mut there, _) = open.join(other).await;
    let brand = |name: &str| {
        Intent::Catalogue(CatalogueIntent::AddBrand {
            id: BrandId::new(Uuid::now_v7()),
            name: name.to_owned(),
            family: None,
        })
    };
    here.push(1, lineage, vec![brand("Airline")]).await;
    assert_eq!(here.entries().await.catalogue.len(), 1);
    let heard = there.entries().await;
    assert_eq!((heard.catalogue.len(), heard.journey.len()), (1, 0));
    let push = Client::new(&open.house).push(vec![brand("Hotel")]);
    let reply = open.house.post("/api/v1/catalogue/pushes", &push).await;
    assert!(reply.status.is_success(), "{}", reply.text);
    for wire in [&mut here, &mut there] {
        assert_eq!(wire.entries().await.catalogue.len(), 1);
    }
}

#[tokio::test]
async fn many_at_once_are_all_heard_by_all_in_one_order() {
    let (open, journey) = Open::with_board().await;
    let lineage = open.house.lineage();
    let mut wires = Vec::new();
    for _ in 0..10 {
        wires.push(open.join(journey).await.0);
    }
    for client_seq in 1..=20 {
        for wire in &mut wires {
            let text = format!("{} {client_seq}", wire.client);
            wire.push(client_seq, lineage, vec![title(&text)]).await;
        }
    }
    let mut heard = Vec::new();
    for wire in &mut wires {
        let mut entries = Vec::new();
        while entries.len() < 200 {
            entries.extend(wire.entries().await.journey);
        }
        heard.push(entries);
    }
    let first = heard[0][0].seq;
    for entries in &heard {
        assert_eq!(*entries, heard[0]);
        assert!(entries.iter().map(|entry| entry.seq).eq(first..first + 200));
    }
    for wire in &wires {
        let mine = heard[0]
            .iter()
            .filter(|entry| entry.client_id == wire.client);
        assert!(mine.map(|entry| entry.client_seq).eq(1..=20));
    }
}

#[tokio::test]
async fn one_sees_who_is_there_what_they_do_and_that_they_went() {
    let (set, open, owner, journey) = workshop().await;
    let editor = set.member(&owner, "Eva", Role::Editor).await;
    let (mut ana, _) = joined(&open, &owner, journey).await;
    let (mut eva, welcome) = joined(&open, &editor, journey).await;
    eva.say(ClientMessage::Presence(vec![Sign::Away(true)]))
        .await;
    let mut roster = shared::live::Roster::default();
    let name = loop {
        if let Ok(ServerMessage::Presence(batch)) = ana.next().await {
            roster.take(batch);
        }
        if let Some(present) = roster
            .get(welcome.connection)
            .filter(|one| one.presence.away)
        {
            break present.person.name.clone();
        }
    };
    assert_eq!((name.as_str(), roster.len()), ("Eva", 2));
    let hues: Vec<u8> = roster
        .iter()
        .map(|(_, present)| present.person.hue)
        .collect();
    assert_ne!(hues[0], hues[1]);
    // Whoever comes later is told the same.
    let (mut late, _) = joined(&open, &owner, journey).await;
    let ServerMessage::Presence(whole) = late.next().await.unwrap() else {
        panic!("nobody was named");
    };
    assert!(whole.whole && whole.came.len() == 3);
    drop(eva);
    while roster.get(welcome.connection).is_some() {
        if let Ok(ServerMessage::Presence(batch)) = ana.next().await {
            roster.take(batch);
        }
    }
}

#[tokio::test]
async fn there_are_so_many_sockets_and_when_the_server_stops_all_are_told() {
    let sockets = Sockets::new(MostSockets {
        board: 2,
        ..MostSockets::default()
    });
    let house = House::with_edge(Edge {
        sockets: sockets.clone(),
        ..Edge::default()
    })
    .await;
    let journey = house.journey("Airport").await.id;
    let open = Open::new(house).await;
    let (mut ana, _) = open.join(journey).await;
    let (luis, _) = open.join(journey).await;
    assert_eq!(Wire::open(open.at, journey, None).await.err(), Some(429));
    drop(luis);
    let mut again = loop {
        if let Ok(wire) = Wire::open(open.at, journey, None).await {
            break wire;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    again
        .hello(journey, open.house.lineage(), Heads::default())
        .await;
    let stopping = tokio::spawn(async move { sockets.stop().await });
    assert_eq!(ana.end().await, ByeCode::Restarting);
    assert_eq!(again.end().await, ByeCode::Restarting);
    stopping.await.unwrap();
    open.stop.send(()).unwrap();
}

/// Pushes until the server is gone; the numbers that were acknowledged.
async fn push_until_gone(
    address: &str,
    journey: JourneyId,
    lineage: u64,
) -> (ClientId, Vec<ClientSeq>) {
    let mut wire = Wire::open(address.parse().unwrap(), journey, None)
        .await
        .unwrap();
    wire.hello(journey, lineage, Heads::default()).await;
    let (mut acknowledged, mut next) = (Vec::new(), 1);
    loop {
        wire.push(
            next,
            lineage,
            vec![title(&format!("{} {next}", wire.client))],
        )
        .await;
        next += 1;
        match timeout(SOON, wire.socket.next()).await.unwrap() {
            Some(Ok(Message::Binary(frame))) => {
                if let Ok(ServerMessage::Update(Update::Tail(tail))) = decode(&frame) {
                    let mine = tail
                        .journey
                        .iter()
                        .filter(|entry| entry.client_id == wire.client);
                    acknowledged.extend(mine.map(|entry| entry.client_seq));
                }
            }
            Some(Ok(_)) => {}
            Some(Err(_)) | None => return (wire.client, acknowledged),
        }
    }
}

#[tokio::test]
async fn a_server_that_is_killed_has_kept_everything_that_it_acknowledged() {
    let home = tempfile::tempdir().unwrap();
    let database = home.path().join("puente.db");
    let mut puente = Puente::start(&database);
    let journeys = answered(&format!("http://{}/api/v1/journeys", puente.address)).await;
    let journeys: Vec<JourneySummary> = serde_json::from_str(&journeys).unwrap();
    let journey = journeys[0].id;
    let board = async |address: &str| -> BoardSnapshot {
        let address = format!("http://{address}/api/v1/journeys/{journey}");
        serde_json::from_str(&answered(&address).await).unwrap()
    };
    for round in 0..3_u64 {
        let lineage = board(&puente.address).await.lineage;
        let address = puente.address.clone();
        let pushing: Vec<_> = (0..4)
            .map(|_| {
                let address = address.clone();
                tokio::spawn(async move { push_until_gone(&address, journey, lineage).await })
            })
            .collect();
        tokio::time::sleep(Duration::from_millis(400 + 150 * round)).await;
        puente.kill();
        puente = Puente::start(&database);
        let mut acknowledged = 0;
        for one in pushing {
            let (client, numbers) = one.await.unwrap();
            assert!(numbers.iter().copied().eq(1..=numbers.len() as u64));
            let mut kept = Vec::new();
            let mut before = None;
            loop {
                let cursor = before
                    .map(|seq: u64| format!("&before={seq}"))
                    .unwrap_or_default();
                let address = &puente.address;
                let address =
                    format!("http://{address}/api/v1/journeys/{journey}/history?limit=200{cursor}");
                let page: shared::api::HistoryPage =
                    serde_json::from_str(&answered(&address).await).unwrap();
                let mine = page
                    .entries
                    .iter()
                    .filter(|entry| entry.client_id == client);
                kept.extend(mine.map(|entry| entry.client_seq));
                before = page.before;
                if before.is_none() {
                    break;
                }
            }
            kept.reverse();
            assert!(
                kept.iter().copied().eq(1..=kept.len() as u64),
                "none twice, none left out"
            );
            assert!(kept.len() >= numbers.len(), "nothing acknowledged is lost");
            acknowledged += numbers.len();
        }
        assert!(acknowledged > 0, "round {round}");
    }
    puente.kill();
}

/// What a request is answered with.
async fn answered(address: &str) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    let (host, path) = address
        .trim_start_matches("http://")
        .split_once('/')
        .unwrap();
    let mut stream = TcpStream::connect(host).await.unwrap();
    let request = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200"), "{answer}");
    body.to_owned()
}
