//! Members: who works in the workspace, what each may do, inviting and leaving; and the workspace itself.
//!
//! Shows what the server says and asks it for changes; what may be done it decides, here it is only not offered.

mod ask;
mod content;
mod desk;
mod field;
mod invite;
mod narrow;
mod page;
mod row;
mod second_factor;
mod workspace;

pub use page::MembersPage;
