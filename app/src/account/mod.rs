//! One's own account: how one comes in, where one is signed in, what programs do in one's name, and leaving for good.

mod erase;
mod page;
mod password;
mod second_factor;
mod sessions;
mod tokens;

pub use page::AccountPage;
