//! One socket: what the state machine says goes out, what comes in goes to it.

use std::{sync::Arc, time::Duration};

use axum::{
    body::Bytes,
    extract::ws::{CloseFrame, Message, WebSocket},
};
use futures_util::{SinkExt, StreamExt, stream::SplitSink};
use shared::{
    live::{Bye, ByeCode, Heard, Next},
    log::Heads,
    wire::ServerMessage,
};
use tokio::time::timeout;

use super::{
    Hub, Sockets,
    attendee::{Attendee, frame},
    refresh,
};
use crate::service::Services;

/// How long a client may take to read what is sent.
const READ_WITHIN: Duration = Duration::from_secs(20);
/// How long it may take to answer a goodbye.
const FAREWELL: Duration = Duration::from_secs(1);
/// How often it is looked whether time ran out, or somebody's rights changed.
const LOOK_EVERY: Duration = Duration::from_millis(500);

type Sink = SplitSink<WebSocket, Message>;

/// Why a connection ends.
enum End {
    /// We end it.
    Bye(Bye),
    /// There is nobody any more.
    Gone,
}

/// Serves a socket to its end.
pub(super) async fn serve(
    socket: WebSocket,
    services: Services,
    attendee: Attendee,
    sockets: &Sockets,
) {
    let hub = services.hubs().hub(attendee.journey());
    let attendee = Arc::new(attendee);
    let (mut sink, mut stream) = socket.split();
    let mut look = tokio::time::interval(LOOK_EVERY);
    let stopping = sockets.stopping();
    tokio::pin!(stopping);
    let mut stopped = false;
    let end = loop {
        if let Err(end) = send(&mut sink, &services, &hub, &attendee).await {
            break end;
        }
        tokio::select! {
            () = attendee.rung() => {}
            message = stream.next() => match message {
                Some(Ok(message)) => take(message, &services, &hub, &attendee).await,
                Some(Err(error)) => {
                    tracing::debug!(%error, "a socket that cannot be read");
                    attendee.close(unreadable(&error).bye());
                }
                None => break End::Gone,
            },
            _ = look.tick() => {
                attendee.peer().tick(services.hubs().now());
                // Whoever was shut out is told, also when nothing happens.
                if let Some(connection) = attendee.connection()
                    && let Some(who) = attendee.who().await
                {
                    hub.role(connection, who.standing.role);
                }
            }
            () = &mut stopping, if !stopped => {
                stopped = true;
                attendee.close(ByeCode::Restarting.bye());
            }
        }
    };
    if let Some(connection) = attendee.connection() {
        hub.leave(connection);
    }
    if let End::Bye(bye) = end {
        say_bye(&mut sink, bye).await;
        // What is on its way is read, so that the goodbye is not lost with it.
        let rest = async { while let Some(Ok(_)) = stream.next().await {} };
        let _ = timeout(FAREWELL, rest).await;
    }
}

/// Sends what there is to send.
async fn send(
    sink: &mut Sink,
    services: &Services,
    hub: &Arc<Hub>,
    attendee: &Arc<Attendee>,
) -> Result<(), End> {
    let mut fed = false;
    loop {
        // Whoever may not hear it any more does not: it is asked before each frame.
        if attendee.connection().is_some() {
            attendee.check().await;
        }
        let next = attendee.peer().take_next();
        match next {
            Next::Frame(frame) => {
                written(sink.feed(Message::Binary(frame))).await?;
                fed = true;
            }
            Next::Lacks(since) => read(services, hub, attendee, since).await,
            Next::LacksPresence => {
                if let Some(whole) = hub.whole() {
                    attendee.peer().presence(whole);
                }
            }
            Next::Nothing if fed => return written(sink.flush()).await,
            Next::Nothing => return Ok(()),
            Next::Bye(bye) => return Err(End::Bye(bye)),
            Next::Gone => return Err(End::Gone),
        }
    }
}

async fn written(writing: impl Future<Output = Result<(), axum::Error>>) -> Result<(), End> {
    match timeout(READ_WITHIN, writing).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) => Err(End::Gone),
        Err(_) => Err(End::Bye(ByeCode::SlowReader.bye())),
    }
}

/// Reads what they lack.
async fn read(services: &Services, hub: &Hub, attendee: &Attendee, since: Heads) {
    let read = hub.since(services, services.lineage(), since).await;
    let read = read.ok().flatten();
    let read =
        read.and_then(|(heads, update)| Some((heads, frame(&ServerMessage::Update(update))?)));
    match read {
        Some((heads, frame)) => attendee.peer().caught_up(heads, frame),
        None => attendee.close(ByeCode::Fault.bye()),
    }
}

/// Takes what came.
async fn take(message: Message, services: &Services, hub: &Arc<Hub>, attendee: &Arc<Attendee>) {
    let sent: Bytes = match message {
        Message::Binary(frame) => frame,
        Message::Text(_) => return attendee.close(ByeCode::Malformed.bye()),
        // The library answers them.
        Message::Ping(_) | Message::Pong(_) | Message::Close(_) => return,
    };
    let heard = attendee.peer().receive(&sent, services.hubs().now());
    match heard {
        Some(Heard::Hello(hello)) => {
            if let Some(who) = attendee.who().await {
                hub.join(services, attendee, who, &hello).await;
                refresh::keep(services, hub);
            }
        }
        Some(Heard::Push(push)) => {
            hub.wait(attendee, push);
            let (services, hub) = (services.clone(), Arc::clone(hub));
            // It goes on when the connection is gone.
            tokio::spawn(async move { hub.work(&services).await });
        }
        Some(Heard::Signs(signs)) => {
            if let Some(connection) = attendee.connection() {
                hub.signs(connection, signs);
            }
        }
        Some(Heard::Ping) => {
            if let Some(pong) = frame(&ServerMessage::Pong) {
                attendee.peer().say(pong);
            }
        }
        None => {}
    }
}

/// What is said of a socket that cannot be read.
fn unreadable(error: &axum::Error) -> ByeCode {
    // The library names no kinds; what it says of a message that is too large begins so.
    if error.to_string().contains("too long") || error.to_string().contains("too large") {
        ByeCode::TooLarge
    } else {
        ByeCode::Malformed
    }
}

async fn say_bye(sink: &mut Sink, bye: Bye) {
    let farewell = async {
        if let Some(frame) = frame(&ServerMessage::Bye(bye)) {
            sink.feed(Message::Binary(frame)).await?;
        }
        let close = CloseFrame {
            code: bye.code.close_code(),
            reason: "".into(),
        };
        sink.send(Message::Close(Some(close))).await
    };
    let _ = timeout(FAREWELL, farewell).await;
}
