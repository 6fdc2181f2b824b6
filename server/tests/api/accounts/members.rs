//! Members: invited, changed, narrowed on a journey, removed.

use serde_json::{Value, json};
use server::{account::Letters, mail::Mailer};
use shared::{access::Role, api::Members, locale::Lang};

use super::*;

fn change(role: &str, people: bool) -> Value {
    json!({ "role": role, "people": people, "departments": [] })
}

#[tokio::test]
async fn whoever_is_invited_comes_in_once_as_what_the_invitation_says() {
    let (set, owner) = Set::owned().await;
    let body = json!({ "email": "Bea@example.org", "role": "commenter" });
    let invited: Value = owner.post("/invitations", &body).await.json();
    let link = invited["link"].as_str().unwrap();
    assert!(
        link.starts_with("http://127.0.0.1:3000/invitation#"),
        "{link}"
    );
    let says: Value = set
        .anybody()
        .post(
            "/entrance/invitations/look",
            &json!({ "secret": secret_of(link) }),
        )
        .await
        .json();
    assert_eq!(
        (
            says["workspace"].as_str(),
            says["role"].as_str(),
            says["known"].as_bool()
        ),
        (Some("Puente Norte"), Some("commenter"), Some(false))
    );
    let accept = json!({ "secret": secret_of(link), "name": "Bea", "password": PASSWORD });
    let nameless = json!({ "secret": secret_of(link), "password": PASSWORD });
    refused(
        &set.anybody()
            .post("/entrance/invitations/accept", &nameless)
            .await,
        422,
        "invalid",
        Some("missing"),
    );
    let reply = set
        .anybody()
        .post("/entrance/invitations/accept", &accept)
        .await;
    let bea = Person::of(&set.house, &reply);
    assert_eq!(bea.me().await.role, Role::Commenter);
    refused(
        &set.anybody()
            .post("/entrance/invitations/accept", &accept)
            .await,
        404,
        "not_found",
        Some("link_over"),
    );
    refused(
        &owner
            .post(
                "/invitations",
                &json!({ "email": "bea@example.ORG", "role": "viewer" }),
            )
            .await,
        409,
        "exists",
        None,
    );
}

#[tokio::test]
async fn while_the_mail_server_is_down_an_invitation_is_handed_over_by_hand_and_nothing_else_waits()
{
    let set = Set::with(|settings| {
        // Nobody listens there.
        let mailer = Mailer::smtp("smtp://127.0.0.1:1", "Puente <puente@example.org>").unwrap();
        settings.letters = Letters::sent(mailer, Lang::En);
    })
    .await;
    let owner = set.set_up().await;
    let body = json!({ "email": "bea@example.org", "role": "viewer" });
    let invited: Value = owner.post("/invitations", &body).await.json();
    let secret = secret_of(invited["link"].as_str().unwrap()).to_owned();
    let accept = json!({ "secret": secret, "name": "Bea", "password": PASSWORD });
    let accepted = set
        .anybody()
        .post("/entrance/invitations/accept", &accept)
        .await;
    assert_eq!(accepted.status, StatusCode::OK, "{}", accepted.text);
    let asked = json!({ "email": "bea@example.org" });
    done(&set.anybody().post("/entrance/resets", &asked).await);
}

#[tokio::test]
async fn an_invitation_ends_when_it_is_taken_back_replaced_or_a_week_old() {
    let (set, owner) = Set::owned().await;
    let invite = async || -> Value {
        owner
            .post(
                "/invitations",
                &json!({ "email": "bea@example.org", "role": "viewer" }),
            )
            .await
            .json()
    };
    let look = async |invited: &Value| {
        let body = json!({ "secret": secret_of(invited["link"].as_str().unwrap()) });
        set.anybody()
            .post("/entrance/invitations/look", &body)
            .await
    };
    let first = invite().await;
    let second = invite().await;
    refused(&look(&first).await, 404, "not_found", Some("link_over"));
    assert_eq!(look(&second).await.status, StatusCode::OK);
    let members: Members = owner.get("/members").await.json();
    assert_eq!(members.invitations.len(), 1);
    done(
        &owner
            .delete(&format!("/invitations/{}", members.invitations[0].id))
            .await,
    );
    refused(&look(&second).await, 404, "not_found", Some("link_over"));
    let third = invite().await;
    set.later(7 * 24 * 60 * 60 * 1_000);
    refused(&look(&third).await, 404, "not_found", Some("link_over"));
}

#[tokio::test]
async fn nobody_gives_more_than_they_have() {
    let (set, owner) = Set::owned().await;
    let admin = set.member(&owner, "Bea", Role::Admin).await;
    let ana = owner.me().await.id;
    refused(
        &admin
            .post(
                "/invitations",
                &json!({ "email": "c@example.org", "role": "owner" }),
            )
            .await,
        403,
        "forbidden",
        Some("beyond_ones_own"),
    );
    refused(
        &admin
            .put(&format!("/members/{ana}"), &change("viewer", false))
            .await,
        403,
        "forbidden",
        Some("beyond_ones_own"),
    );
    refused(
        &admin.delete(&format!("/members/{ana}")).await,
        403,
        "forbidden",
        Some("beyond_ones_own"),
    );
    refused(
        &admin
            .post(&format!("/members/{ana}/erase"), &json!({}))
            .await,
        403,
        "forbidden",
        Some("beyond_ones_own"),
    );
    let me = admin.me().await.id;
    // Who was not named for numbers about people names nobody, not even themselves.
    refused(
        &admin
            .put(&format!("/members/{me}"), &change("admin", true))
            .await,
        403,
        "forbidden",
        Some("beyond_ones_own"),
    );
    done(
        &owner
            .put(&format!("/members/{me}"), &change("admin", true))
            .await,
    );
    assert!(admin.me().await.people);
    for role in ["guest", "nobody", "local_owner"] {
        refused(
            &owner
                .put(&format!("/members/{me}"), &change(role, false))
                .await,
            422,
            "invalid",
            Some("unknown"),
        );
    }
}

#[tokio::test]
async fn a_member_who_was_narrowed_on_a_journey_edits_the_others() {
    let (set, owner) = Set::owned().await;
    let bea = set.member(&owner, "Bea", Role::Editor).await;
    let make = async |n: u8| {
        let id = format!("01890a5d-ac96-774b-bcce-b302099a80{n:02}");
        let reply = owner
            .post(
                "/journeys",
                &json!({ "id": id, "title": format!("J{n}"), "template": "blank" }),
            )
            .await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
        id
    };
    let (one, two) = (make(1).await, make(2).await);
    let id = bea.me().await.id;
    let path = format!("/members/{id}/journeys/{one}");
    done(&owner.put(&path, &json!({ "role": "viewer" })).await);
    let file = |journey: &str| format!("/journeys/{journey}/guests");
    refused(&bea.get(&file(&one)).await, 403, "forbidden", None);
    assert_eq!(bea.get(&file(&two)).await.status, StatusCode::OK);
    assert_eq!(
        bea.get(&format!("/journeys/{one}")).await.status,
        StatusCode::OK
    );
    done(&owner.put(&path, &json!({ "role": null })).await);
    assert_eq!(bea.get(&file(&one)).await.status, StatusCode::OK);
    refused(
        &owner.put(&path, &json!({ "role": "admin" })).await,
        422,
        "invalid",
        Some("unknown"),
    );
    refused(
        &owner
            .put(
                &format!("/members/{id}/journeys/{id}"),
                &json!({ "role": "viewer" }),
            )
            .await,
        404,
        "not_found",
        None,
    );
}

#[tokio::test]
async fn who_does_not_look_after_members_sees_names_and_no_addresses() {
    let (set, owner) = Set::owned().await;
    let bea = set.member(&owner, "Bea", Role::Viewer).await;
    owner
        .post(
            "/invitations",
            &json!({ "email": "cleo@example.org", "role": "viewer" }),
        )
        .await;
    let seen: Members = bea.get("/members").await.json();
    assert_eq!(seen.members.len(), 2);
    assert!(
        seen.members
            .iter()
            .all(|one| one.email.is_none() && one.second_factor.is_none())
    );
    assert!(seen.invitations.is_empty());
    let id = bea.me().await.id;
    refused(
        &bea.put(&format!("/members/{id}"), &change("owner", true))
            .await,
        403,
        "forbidden",
        None,
    );
}

#[tokio::test]
async fn a_member_who_is_removed_is_out_at_once() {
    let (set, owner) = Set::owned().await;
    let bea = set.member(&owner, "Bea", Role::Editor).await;
    let id = bea.me().await.id;
    assert_eq!(bea.get("/journeys").await.status, StatusCode::OK);
    done(&owner.delete(&format!("/members/{id}")).await);
    refused(&bea.get("/journeys").await, 401, "unauthenticated", None);
    // The account is there still, of nothing.
    refused(
        &set.sign_in("bea@example.org", PASSWORD).await,
        403,
        "forbidden",
        None,
    );
    refused(
        &owner.delete(&format!("/members/{id}")).await,
        404,
        "not_found",
        None,
    );
}

#[tokio::test]
async fn two_who_accept_the_same_invitation_at_once_make_one_member() {
    let (set, owner) = Set::owned().await;
    let invited: Value = owner
        .post(
            "/invitations",
            &json!({ "email": "bea@example.org", "role": "viewer" }),
        )
        .await
        .json();
    let body = json!({ "secret": secret_of(invited["link"].as_str().unwrap()), "name": "Bea", "password": PASSWORD });
    let (one, two) = (set.anybody(), set.anybody());
    let (first, second) = tokio::join!(
        one.post("/entrance/invitations/accept", &body),
        two.post("/entrance/invitations/accept", &body),
    );
    let worked = [&first, &second]
        .iter()
        .filter(|reply| reply.status == StatusCode::OK)
        .count();
    assert_eq!(worked, 1, "{} {}", first.text, second.text);
    let members: Members = owner.get("/members").await.json();
    assert_eq!(members.members.len(), 2);
}

#[tokio::test]
async fn where_a_second_factor_is_asked_for_whoever_has_none_reaches_only_their_account() {
    let (set, owner) = Set::owned().await;
    let bea = set.member(&owner, "Bea", Role::Editor).await;
    let demand = async |person: &Person, demanded: bool| {
        let body = json!({ "demanded": demanded });
        person.put("/members/second-factor", &body).await
    };
    refused(&demand(&bea, true).await, 403, "forbidden", None);
    // Not before whoever asks for it has one.
    let needed = Some("second_factor_needed");
    refused(&demand(&owner, true).await, 403, "forbidden", needed);
    own::second_factor(&set, &owner).await;
    done(&demand(&owner, true).await);
    let members: Members = owner.get("/members").await.json();
    assert!(members.second_factor);
    // At once, in the session that was there: programs and pages too.
    assert!(bea.me().await.confined && !owner.me().await.confined);
    refused(&bea.get("/journeys").await, 403, "forbidden", needed);
    let new = crate::support::new_journey("One");
    refused(&bea.post("/journeys", &new).await, 403, "forbidden", needed);
    let page = bea.get("page:/members").await;
    assert_eq!(
        (page.status, page.headers["location"].to_str().unwrap()),
        (StatusCode::SEE_OTHER, "/account")
    );
    assert_eq!(bea.get("page:/account").await.status, StatusCode::OK);
    own::second_factor(&set, &bea).await;
    assert!(!bea.me().await.confined);
    assert_eq!(bea.get("/journeys").await.status, StatusCode::OK);
    // Whoever takes it away is confined again; where it is optional, nobody is.
    let said = json!({ "password": PASSWORD });
    done(&bea.post("/account/second-factor/remove", &said).await);
    refused(&bea.get("/journeys").await, 403, "forbidden", needed);
    done(&demand(&owner, false).await);
    assert_eq!(bea.get("/journeys").await.status, StatusCode::OK);
    let events = owner.events().await;
    assert_eq!(events[0], "second_factor_optional");
    assert!(events.iter().any(|kind| kind == "second_factor_demanded"));
}
