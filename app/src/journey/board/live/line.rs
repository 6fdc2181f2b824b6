//! The socket: opened, read and written as the session says. Thin on purpose: what is not here is tested without a browser.

use std::{cell::RefCell, time::Duration};

use leptos::{
    leptos_dom::helpers::TimeoutHandle,
    prelude::*,
    wasm_bindgen::{JsCast, JsValue, closure::Closure},
    web_sys::{BinaryType, CloseEvent, MessageEvent, WebSocket},
};
use shared::{
    live::{Connection, Millis, Order, Presence, Received, Roster, Session},
    replica::Replica,
    wire::{ClientMessage, encode},
};

use super::{
    super::{state::BoardState, sync},
    paint,
};

thread_local! {
    /// The connection of the board in the page: there is one at a time.
    static LINE: RefCell<Option<Line>> = const { RefCell::new(None) };
}

struct Line {
    state: BoardState,
    /// Not there while it is at work.
    session: Option<Session>,
    socket: Option<Socket>,
    /// Of the sockets that there were, the last one.
    number: u32,
    timer: Option<TimeoutHandle>,
}

/// A socket, and what listens to it.
struct Socket {
    raw: WebSocket,
    _opened: Closure<dyn FnMut()>,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _closed: Closure<dyn FnMut(CloseEvent)>,
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.raw.set_onopen(None);
        self.raw.set_onmessage(None);
        self.raw.set_onclose(None);
        let _ = self.raw.close();
    }
}

/// Begins to connect.
pub(super) fn start(state: BoardState) {
    LINE.replace(Some(Line {
        state,
        session: Some(Session::new()),
        socket: None,
        number: 0,
        timer: None,
    }));
    go();
}

/// The board leaves the page.
pub(super) fn stop() {
    if let Some(line) = LINE.take()
        && let Some(timer) = line.timer
    {
        timer.clear();
    }
}

/// Whether edits go by the socket just now.
pub(in crate::journey::board) fn is_live() -> bool {
    read(Session::is_live).unwrap_or(false)
}

/// Who is there, and which of them is this page.
pub(super) fn roster<T>(look: impl FnOnce(&Roster, Option<Connection>) -> T) -> Option<T> {
    read(|session| look(session.roster(), session.connection()))
}

/// Whether somebody else is there to be told anything.
pub(super) fn has_others() -> bool {
    read(|session| session.roster().len() > 1).unwrap_or(false)
}

fn read<T>(look: impl FnOnce(&Session) -> T) -> Option<T> {
    LINE.with_borrow(|line| line.as_ref()?.session.as_ref().map(look))
}

/// Tells the others what this person does from now on.
pub(super) fn show(change: impl FnOnce(&mut Presence)) {
    let changed = LINE.with_borrow_mut(|line| {
        let session = line.as_mut()?.session.as_mut()?;
        let mut presence = session.shown().clone();
        change(&mut presence);
        let changed = presence != *session.shown();
        session.show(presence);
        Some(changed && session.is_live())
    });
    if changed == Some(true) {
        go();
    }
}

/// The network came back, or the page was looked at again: a new try is made at once.
pub(super) fn try_now() {
    LINE.with_borrow_mut(|line| {
        if let Some(session) = line.as_mut().and_then(|line| line.session.as_mut()) {
            session.try_now(now());
        }
    });
    go();
}

/// The browser says that there is no network: nothing is waited for.
pub(super) fn offline() {
    LINE.with_borrow_mut(|line| line.as_mut().and_then(|line| line.socket.take()));
    happened(|session, replica, now, jitter| {
        session.closed(replica, None, now, jitter);
        Received {
            people: true,
            ..Received::default()
        }
    });
}

/// Works with session and replica; `None` where there is no board any more.
fn at_work<T>(work: impl FnOnce(&mut Session, &mut Replica) -> T) -> Option<T> {
    let (state, mut session) = LINE.with_borrow_mut(|line| {
        let line = line.as_mut()?;
        Some((line.state, line.session.take()?))
    })?;
    let result = state.exchange(|replica| work(&mut session, replica));
    LINE.with_borrow_mut(|line| {
        if let Some(line) = line {
            line.session = Some(session);
        }
    });
    result
}

/// Does what there is to do, and comes back when there is more.
pub(in crate::journey::board) fn go() {
    // Without a network no try is made: the browser says when there is one.
    if !window().navigator().on_line() && !is_live() {
        return;
    }
    let was_live = is_live();
    let orders = at_work(|session, replica| session.poll(replica, now(), jitter()));
    for order in orders.unwrap_or_default() {
        match order {
            Order::Open => open(),
            Order::Send(message) => send(&message),
            Order::Close => {
                LINE.with_borrow_mut(|line| line.as_mut().and_then(|line| line.socket.take()));
            }
        }
    }
    after(was_live);
    let wake = read(Session::wake).flatten();
    LINE.with_borrow_mut(|line| {
        let Some(line) = line else { return };
        if let Some(timer) = line.timer.take() {
            timer.clear();
        }
        let wait = wake.map(|at| Duration::from_millis(at.saturating_sub(now())));
        line.timer = wait.and_then(|wait| set_timeout_with_handle(go, wait).ok());
    });
}

/// Where the socket is gone, what waits goes the other way.
fn after(was_live: bool) {
    if was_live
        && !is_live()
        && let Some(state) = state()
    {
        paint::people_changed(state);
        sync::fall_back(state);
    }
}

fn state() -> Option<BoardState> {
    LINE.with_borrow(|line| line.as_ref().map(|line| line.state))
}

/// Something happened to the socket.
fn happened(what: impl FnOnce(&mut Session, &mut Replica, Millis, u16) -> Received) {
    let Some(state) = state() else { return };
    let was_live = is_live();
    let received = at_work(|session, replica| {
        let before = replica.pending_len();
        (what(session, replica, now(), jitter()), before)
    });
    let Some((received, before)) = received else {
        return;
    };
    if is_live() {
        sync::heard(state, received.notices, before);
    }
    if received
        .standing
        .is_some_and(|standing| standing.edits != state.reach.edits)
    {
        sync::changed(state);
    }
    if received.people {
        paint::people_changed(state);
    }
    after(was_live);
    go();
}

fn send(message: &ClientMessage) {
    let Ok(frame) = encode(message) else { return };
    LINE.with_borrow(|line| {
        if let Some(socket) = line.as_ref().and_then(|line| line.socket.as_ref()) {
            // One that closes says so by itself.
            let _ = socket.raw.send_with_u8_array(&frame);
        }
    });
}

fn open() {
    let Some(state) = state() else { return };
    let number = LINE.with_borrow_mut(|line| {
        line.as_mut().map(|line| {
            line.number = line.number.wrapping_add(1);
            line.number
        })
    });
    let socket = number.and_then(|number| connect(state, number));
    LINE.with_borrow_mut(|line| {
        if let Some(line) = line {
            line.socket = socket;
        }
    });
}

/// Whether this is the socket that counts.
fn is_current(number: u32) -> bool {
    LINE.with_borrow(|line| line.as_ref().is_some_and(|line| line.number == number))
}

fn connect(state: BoardState, number: u32) -> Option<Socket> {
    let location = window().location();
    let scheme = if location.protocol().ok()? == "https:" {
        "wss"
    } else {
        "ws"
    };
    let host = location.host().ok()?;
    let address = format!("{scheme}://{host}/api/v1/journeys/{}/live", state.journey);
    let raw = WebSocket::new(&address).ok()?;
    raw.set_binary_type(BinaryType::Arraybuffer);
    let opened = Closure::<dyn FnMut()>::new(move || {
        if is_current(number) {
            happened(|session, _, _, _| {
                session.opened();
                Received::default()
            });
        }
    });
    let message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if is_current(number) {
            let frame = bytes(&event.data());
            happened(|session, replica, now, jitter| session.receive(replica, &frame, now, jitter));
        }
    });
    let closed = Closure::<dyn FnMut(CloseEvent)>::new(move |event: CloseEvent| {
        if is_current(number) {
            happened(|session, replica, now, jitter| {
                session.closed(replica, Some(event.code()), now, jitter);
                Received {
                    people: true,
                    ..Received::default()
                }
            });
        }
    });
    raw.set_onopen(Some(opened.as_ref().unchecked_ref()));
    raw.set_onmessage(Some(message.as_ref().unchecked_ref()));
    raw.set_onclose(Some(closed.as_ref().unchecked_ref()));
    Some(Socket {
        raw,
        _opened: opened,
        _message: message,
        _closed: closed,
    })
}

/// The bytes of a message.
fn bytes(data: &JsValue) -> Vec<u8> {
    #[cfg(feature = "hydrate")]
    return js_sys::Uint8Array::new(data).to_vec();
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = data;
        Vec::new()
    }
}

/// Milliseconds since the page was loaded.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole milliseconds, far below 2^53"
)]
pub(super) fn now() -> Millis {
    window()
        .performance()
        .map_or(0, |performance| performance.now() as Millis)
}

/// Anything at random.
fn jitter() -> u16 {
    let mut random = [0; 2];
    if let Ok(crypto) = window().crypto() {
        // Without randomness those who lost the line together come back together.
        let _ = crypto.get_random_values_with_u8_array(&mut random);
    }
    u16::from_le_bytes(random)
}
