//! People and how they come in: signing in, accounts, members, invitations, guests, programs, and what was done.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

use crate::{
    access::{Role, Scope},
    id::{
        ActorId, DepartmentId, GuestLinkId, InvitationId, JourneyId, SessionId, TokenId,
        WorkspaceId,
    },
    locale::Lang,
    log::Timestamp,
};

/// A password, a code or a token on its way: never shown by `Debug`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A workspace by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkspaceName {
    /// Its id.
    pub id: WorkspaceId,
    /// What it is called; empty where nobody named it.
    pub name: String,
}

/// Whoever asks, as the interface greets them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// The id that logs keep.
    pub id: ActorId,
    /// What they are in the workspace. `local_owner`: nobody has an account yet, and whoever uses this machine may do everything.
    pub role: Role,
    /// Their name; empty for the local owner and for nobody.
    pub name: String,
    /// Their address; `None` for guests, the local owner and nobody.
    pub email: Option<String>,
    /// Whether they were named for numbers about people who work here.
    pub people: bool,
    /// The departments they belong to.
    pub departments: Vec<DepartmentId>,
    /// The workspace they are in; `None` for nobody.
    pub workspace: Option<WorkspaceName>,
    /// Those they could be in, by name.
    pub workspaces: Vec<WorkspaceName>,
    /// For a guest: the journey they were asked to, and what they are on it.
    pub guest_of: Option<GuestOf>,
    /// Whether the workspace asks for a second factor that their account lacks: until it is added, they reach nothing else.
    #[serde(default)]
    pub confined: bool,
}

impl Me {
    /// Nobody: whoever has not come in.
    #[must_use]
    pub const fn nobody() -> Self {
        Self {
            id: ActorId::new(uuid::Uuid::nil()),
            role: Role::Nobody,
            name: String::new(),
            email: None,
            people: false,
            departments: Vec::new(),
            workspace: None,
            workspaces: Vec::new(),
            guest_of: None,
            confined: false,
        }
    }
}

/// What a guest was asked to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuestOf {
    /// The journey.
    pub journey: JourneyId,
    /// What they may do there: `viewer`, `commenter` or `editor`.
    pub role: Role,
}

/// What leads into this installation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Entrance {
    /// Whether somebody has an account. Until then, whoever uses this machine is the local owner.
    pub accounts: bool,
    /// What the button for signing in by a provider of identities says; `None` where none is set up.
    pub provider: Option<String>,
}

/// Signing in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The address of the account.
    pub email: String,
    /// Its password.
    pub password: Secret,
    /// The six digits of the second factor, or a recovery code, where the account has one.
    #[serde(default)]
    pub code: Option<Secret>,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SignedIn {
    /// The session is in the cookie.
    In,
    /// The password is right; now the same again with the code of the second factor.
    SecondFactor,
}

/// The first account, made with the secret of the link on the console.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetUp {
    /// What stands in the link after `#`.
    pub secret: Secret,
    /// What the workspace is called: 1 to 120 characters.
    pub workspace: String,
    /// The name of the owner: 1 to 120 characters.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their password: 12 to 256 characters.
    pub password: Secret,
}

/// Asking for a letter with a link for another password. The answer is the same whether there is such an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AskReset {
    /// The address of the account.
    pub email: String,
    /// The language of the letter.
    #[serde(default)]
    pub lang: Lang,
}

/// Another password, by the link of a letter. All sessions of the account end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UseReset {
    /// What stands in the link after `#`.
    pub secret: Secret,
    /// The new password: 12 to 256 characters.
    pub password: Secret,
}

/// A secret alone: what stands in a link after `#`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ByLink {
    /// The secret.
    pub secret: Secret,
}

/// What an invitation says to whoever holds its link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationSays {
    /// Into which workspace; empty where nobody named it.
    pub workspace: String,
    /// Whom it is for.
    pub email: String,
    /// As what.
    pub role: Role,
    /// Whether the address has an account already: then its password is asked for, and no name.
    pub known: bool,
    /// Until when it can be accepted.
    pub ends: Timestamp,
}

/// Accepting an invitation. Whoever has an account says its password; whoever has none chooses name and password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// What stands in the link after `#`.
    pub secret: Secret,
    /// The name of a new account: 1 to 120 characters; left out for one that is there.
    #[serde(default)]
    pub name: Option<String>,
    /// The password: of the account that is there, or 12 to 256 characters for a new one.
    pub password: Secret,
    /// The second factor of an account that is there and has one.
    #[serde(default)]
    pub code: Option<Secret>,
}

/// Coming in as a guest, by a link or by a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// What stands in the link after `#`, or the code of six characters.
    pub secret: Secret,
    /// What the others see: 1 to 60 characters.
    pub name: String,
}

/// Where a guest is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Joined {
    /// The page of the journey, from the root: `/journeys/airport`.
    pub path: String,
}

/// Going to another workspace with the same session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChooseWorkspace {
    /// Which.
    pub workspace: WorkspaceId,
}

/// Making a workspace, which its maker owns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewWorkspace {
    /// What it is called: 1 to 120 characters.
    pub name: String,
    /// The language of texts that the server writes by itself.
    pub lang: Lang,
}

/// Another name for a workspace or a person: 1 to 120 characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Rename {
    /// The name.
    pub name: String,
}

/// One's own account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountView {
    /// The name that others see.
    pub name: String,
    /// The address that signs in.
    pub email: String,
    /// Whether it has a password; without one it comes in by the provider of identities.
    pub password: bool,
    /// Whether it has a second factor.
    pub second_factor: bool,
    /// How many recovery codes are left.
    pub recovery_codes: u32,
    /// Where it is signed in, this one first, then last seen first.
    pub sessions: Vec<SessionSeen>,
    /// What programs come in with, newest first; also those that are over, for 30 days.
    pub tokens: Vec<TokenSeen>,
}

/// A place where someone is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionSeen {
    /// Which.
    pub id: SessionId,
    /// Whether it is the one that asks.
    pub here: bool,
    /// What the browser says it is, cut to 200 characters.
    pub agent: String,
    /// The address it came from.
    pub address: String,
    /// Since when.
    pub since: Timestamp,
    /// When it was last used, to the minute.
    pub seen: Timestamp,
}

/// A token of a program, without the token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenSeen {
    /// Which.
    pub id: TokenId,
    /// What it is for.
    pub name: String,
    /// How far it reaches.
    pub scope: Scope,
    /// In which workspace.
    pub workspace: WorkspaceName,
    /// Since when.
    pub since: Timestamp,
    /// Until when.
    pub ends: Timestamp,
    /// When it was last used, to the minute; `None`: never.
    pub used: Option<Timestamp>,
}

/// Another password for one's own account. All other sessions end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The password as it is; empty where there is none.
    pub current: Secret,
    /// The new one: 12 to 256 characters.
    pub new: Secret,
}

/// One's password again, before something that matters. Empty where the account has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ByPassword {
    /// The password.
    pub password: Secret,
}

/// A second factor that waits for its first code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondFactor {
    /// What to type into an application that makes codes, in Base32.
    pub secret: Secret,
    /// The same as an address (`otpauth://`).
    pub uri: Secret,
    /// The same as a picture to photograph: an SVG.
    pub qr: String,
}

/// A code of the second factor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ByCode {
    /// Six digits.
    pub code: Secret,
}

/// Codes that each stand in for the second factor once. They are shown this once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    /// The codes.
    pub codes: Vec<Secret>,
}

/// A wish for a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewToken {
    /// What it is for: 1 to 120 characters.
    pub name: String,
    /// How far it reaches: never further than its maker.
    pub scope: Scope,
    /// For how many days: 1 to 366.
    pub days: u32,
}

/// A token, shown this once. It is sent as `Authorization: Bearer …`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MadeToken {
    /// The token.
    pub token: Secret,
    /// What is kept of it.
    pub kept: TokenSeen,
}

/// The people of a workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Members {
    /// Its members, by name.
    pub members: Vec<Member>,
    /// The invitations that wait, newest first; empty for those who do not look after members.
    pub invitations: Vec<Invitation>,
    /// Whether everybody who comes in by a password needs a second factor.
    pub second_factor: bool,
}

/// Whether everybody who comes into the workspace by a password needs a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DemandSecondFactor {
    /// Whether they do.
    pub demanded: bool,
}

/// A member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Member {
    /// The id that logs keep.
    pub id: ActorId,
    /// Their name.
    pub name: String,
    /// Their address; `None` for those who do not look after members.
    pub email: Option<String>,
    /// What they are.
    pub role: Role,
    /// Whether they were named for numbers about people.
    pub people: bool,
    /// The departments they belong to.
    pub departments: Vec<DepartmentId>,
    /// What they are on single journeys, where that is less.
    pub journeys: BTreeMap<JourneyId, Role>,
    /// Whether they have a second factor; `None` for those who do not look after members.
    pub second_factor: Option<bool>,
    /// Since when.
    pub since: Timestamp,
}

/// What a member shall be from now on. All of it is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeMember {
    /// Their role.
    pub role: Role,
    /// Whether they are named for numbers about people.
    pub people: bool,
    /// The departments they belong to, at most 50.
    pub departments: Vec<DepartmentId>,
}

/// What a member is on one journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Narrow {
    /// `viewer`, `commenter` or `editor`; `null`: what they are everywhere.
    pub role: Option<Role>,
}

/// An invitation that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitation {
    /// Which.
    pub id: InvitationId,
    /// Whom it is for.
    pub email: String,
    /// As what.
    pub role: Role,
    /// Whether they will be named for numbers about people.
    pub people: bool,
    /// The departments they will belong to.
    pub departments: Vec<DepartmentId>,
    /// Who invited.
    pub by: ActorId,
    /// Since when.
    pub since: Timestamp,
    /// Until when.
    pub ends: Timestamp,
}

/// Inviting somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewInvitation {
    /// Their address.
    pub email: String,
    /// As what; nobody invites to more than they are.
    pub role: Role,
    /// Whether they will be named for numbers about people.
    #[serde(default)]
    pub people: bool,
    /// The departments they will belong to, at most 50.
    #[serde(default)]
    pub departments: Vec<DepartmentId>,
    /// The language of the letter.
    #[serde(default)]
    pub lang: Lang,
}

/// An invitation that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invited {
    /// What is kept of it.
    pub invitation: Invitation,
    /// Its link, to be handed over, shown this once; `None` where a letter carries it.
    pub link: Option<Secret>,
}

/// The links by which guests come to a journey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuestLinks {
    /// Newest first; also those that are over, for 30 days.
    pub links: Vec<GuestLink>,
}

/// A link for guests, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuestLink {
    /// Which.
    pub id: GuestLinkId,
    /// What guests may do: `viewer`, `commenter` or `editor`.
    pub role: Role,
    /// How many may come by it.
    pub most_uses: u32,
    /// Who came: their names, in the order of coming.
    pub guests: Vec<String>,
    /// Who made it.
    pub by: ActorId,
    /// Since when.
    pub since: Timestamp,
    /// Until when.
    pub ends: Timestamp,
    /// Whether it was revoked.
    pub revoked: bool,
}

/// A wish for a link for guests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewGuestLink {
    /// What guests may do: `viewer`, `commenter` or `editor`; nobody gives more than they have.
    pub role: Role,
    /// For how many hours: 1 to 720.
    pub hours: u32,
    /// How many may come by it: 1 to 200.
    pub most_uses: u32,
}

/// A link for guests that was made, shown this once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MadeGuestLink {
    /// The link.
    pub link: Secret,
    /// The same as a picture to photograph: an SVG.
    pub qr: String,
    /// What is kept of it.
    pub kept: GuestLink,
}

/// A code that stands in for a link for a short time, to be read out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuestCode {
    /// Six characters.
    pub code: Secret,
    /// Until when.
    pub ends: Timestamp,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AuditKind {
    /// The first account was made by the link of the console.
    SetUp,
    /// Somebody signed in.
    SignedIn,
    /// Somebody did not sign in: wrong password, wrong code.
    SignInRefused,
    /// Somebody signed out.
    SignedOut,
    /// A session was ended from another.
    SessionEnded,
    /// A password was changed.
    PasswordChanged,
    /// A letter for another password was asked for.
    ResetAsked,
    /// A password was set by the link of a letter or of the console.
    ResetUsed,
    /// A second factor was added.
    SecondFactorAdded,
    /// A second factor was taken away.
    SecondFactorRemoved,
    /// A recovery code was used up.
    RecoveryCodeUsed,
    /// A token for a program was made.
    TokenMade,
    /// A token was revoked.
    TokenRevoked,
    /// An account was made on the command line.
    UserAdded,
    /// Somebody was invited.
    Invited,
    /// An invitation was taken back.
    InvitationRevoked,
    /// An invitation was accepted.
    InvitationAccepted,
    /// What a member is was changed.
    MemberChanged,
    /// What a member is on one journey was changed.
    MemberNarrowed,
    /// A member left or was removed.
    MemberRemoved,
    /// A person was erased: the name is gone, the id stays.
    PersonErased,
    /// A link for guests was made.
    GuestLinkMade,
    /// A link for guests was revoked.
    GuestLinkRevoked,
    /// A guest came in.
    GuestJoined,
    /// A workspace was made.
    WorkspaceMade,
    /// A workspace was renamed.
    WorkspaceRenamed,
    /// A workspace began to ask for second factors.
    SecondFactorDemanded,
    /// A workspace asks for second factors no more.
    SecondFactorOptional,
    /// A record was deleted for good.
    RecordDeleted,
    /// An import was taken back.
    ImportTakenBack,
    /// A journey was taken away as a file.
    JourneyTaken,
    /// The audit log was taken away as a file.
    AuditTaken,
}

impl AuditKind {
    /// All of them.
    pub const ALL: [Self; 32] = [
        Self::SetUp,
        Self::SignedIn,
        Self::SignInRefused,
        Self::SignedOut,
        Self::SessionEnded,
        Self::PasswordChanged,
        Self::ResetAsked,
        Self::ResetUsed,
        Self::SecondFactorAdded,
        Self::SecondFactorRemoved,
        Self::RecoveryCodeUsed,
        Self::TokenMade,
        Self::TokenRevoked,
        Self::UserAdded,
        Self::Invited,
        Self::InvitationRevoked,
        Self::InvitationAccepted,
        Self::MemberChanged,
        Self::MemberNarrowed,
        Self::MemberRemoved,
        Self::PersonErased,
        Self::GuestLinkMade,
        Self::GuestLinkRevoked,
        Self::GuestJoined,
        Self::WorkspaceMade,
        Self::WorkspaceRenamed,
        Self::SecondFactorDemanded,
        Self::SecondFactorOptional,
        Self::RecordDeleted,
        Self::ImportTakenBack,
        Self::JourneyTaken,
        Self::AuditTaken,
    ];

    /// Its name on the wire and in the store.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SetUp => "set_up",
            Self::SignedIn => "signed_in",
            Self::SignInRefused => "sign_in_refused",
            Self::SignedOut => "signed_out",
            Self::SessionEnded => "session_ended",
            Self::PasswordChanged => "password_changed",
            Self::ResetAsked => "reset_asked",
            Self::ResetUsed => "reset_used",
            Self::SecondFactorAdded => "second_factor_added",
            Self::SecondFactorRemoved => "second_factor_removed",
            Self::RecoveryCodeUsed => "recovery_code_used",
            Self::TokenMade => "token_made",
            Self::TokenRevoked => "token_revoked",
            Self::UserAdded => "user_added",
            Self::Invited => "invited",
            Self::InvitationRevoked => "invitation_revoked",
            Self::InvitationAccepted => "invitation_accepted",
            Self::MemberChanged => "member_changed",
            Self::MemberNarrowed => "member_narrowed",
            Self::MemberRemoved => "member_removed",
            Self::PersonErased => "person_erased",
            Self::GuestLinkMade => "guest_link_made",
            Self::GuestLinkRevoked => "guest_link_revoked",
            Self::GuestJoined => "guest_joined",
            Self::WorkspaceMade => "workspace_made",
            Self::WorkspaceRenamed => "workspace_renamed",
            Self::SecondFactorDemanded => "second_factor_demanded",
            Self::SecondFactorOptional => "second_factor_optional",
            Self::RecordDeleted => "record_deleted",
            Self::ImportTakenBack => "import_taken_back",
            Self::JourneyTaken => "journey_taken",
            Self::AuditTaken => "audit_taken",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// By which way somebody came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// A browser that signed in, or that nobody has to sign in from.
    Session,
    /// A program with a token.
    Token,
    /// A guest by a link.
    Guest,
    /// The command line.
    Console,
}

impl Way {
    /// Its name on the wire and in the store.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Token => "token",
            Self::Guest => "guest",
            Self::Console => "console",
        }
    }

    /// The way of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Session, Self::Token, Self::Guest, Self::Console]
            .into_iter()
            .find(|way| way.name() == name)
    }
}

/// An event of the audit log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEvent {
    /// Its number; they grow.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: AuditKind,
    /// Who; `None` where nobody had come in.
    pub actor: Option<ActorId>,
    /// What they are called now; `None` where the name has left or never was.
    pub name: Option<String>,
    /// By which way.
    pub way: Way,
    /// From which address; empty on the command line.
    pub address: String,
    /// To whom or what it was done, and how: ids, roles and keys, never names.
    pub about: BTreeMap<String, String>,
    /// What the person it was done to is called now, where `about` has a `member` who has a name.
    pub about_name: Option<String>,
}

/// Which events.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct AuditQuery {
    /// Only those before this number.
    #[serde(default)]
    pub before: Option<u64>,
    /// How many at most: 1 to 200; 50 where it is left out.
    #[serde(default)]
    pub limit: Option<u32>,
    /// Only of this kind.
    #[serde(default)]
    pub kind: Option<AuditKind>,
    /// Only what this one did.
    #[serde(default)]
    pub actor: Option<ActorId>,
}

/// A page of the audit log, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditPage {
    /// The events.
    pub events: Vec<AuditEvent>,
    /// Whether there are older ones.
    pub more: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_of_an_event_has_the_name_that_it_has_on_the_wire() {
        for kind in AuditKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
            assert_eq!(AuditKind::named(kind.name()), Some(kind));
        }
        for way in [Way::Session, Way::Token, Way::Guest, Way::Console] {
            assert_eq!(serde_json::to_value(way).unwrap(), way.name());
            assert_eq!(Way::named(way.name()), Some(way));
        }
    }

    #[test]
    fn a_secret_is_not_shown() {
        let sign_in = SignIn {
            email: "ana@example.org".to_owned(),
            password: Secret("correct horse".to_owned()),
            code: Some(Secret("123456".to_owned())),
        };
        let shown = format!("{sign_in:?}");
        assert!(
            !shown.contains("horse") && !shown.contains("123456"),
            "{shown}"
        );
    }

    #[test]
    fn what_nobody_asked_for_is_refused() {
        let more = r#"{"role":"viewer","people":false,"departments":[],"second_factor":false}"#;
        assert!(serde_json::from_str::<ChangeMember>(more).is_err());
    }
}
