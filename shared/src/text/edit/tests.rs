//! The laws of edits, and some by hand.

use proptest::prelude::*;

use super::*;

fn edit(spans: &[TextSpan]) -> TextEdit {
    TextEdit::try_from(spans.to_vec()).unwrap()
}

fn keep(count: u32) -> TextSpan {
    TextSpan::Keep(count)
}

fn insert(text: &str) -> TextSpan {
    TextSpan::Insert(text.to_owned())
}

fn delete(count: u32) -> TextSpan {
    TextSpan::Delete(count)
}

#[test]
fn two_people_who_write_in_the_same_text_arrive_at_the_same_one() {
    // One says where, the other says since when; one takes out what the other kept.
    let text = "The queue is long.";
    let mine = edit(&[keep(9), insert(" at security"), keep(9)]);
    let earlier = edit(&[keep(13), delete(4), insert("endless since May"), keep(1)]);
    let (mine_after, earlier_after) = mine.transformed(&earlier).unwrap();
    let both = "The queue at security is endless since May.";
    let theirs_first = earlier.apply(text).unwrap();
    assert_eq!(theirs_first, "The queue is endless since May.");
    assert_eq!(mine_after.apply(&theirs_first).unwrap(), both);
    let mine_first = mine.apply(text).unwrap();
    assert_eq!(earlier_after.apply(&mine_first).unwrap(), both);
}

#[test]
fn what_came_earlier_stands_first_where_both_write_at_the_same_place() {
    let (mine, earlier) = (edit(&[insert("mine")]), edit(&[insert("earlier ")]));
    let (mine, earlier) = mine.transformed(&earlier).unwrap();
    assert_eq!(mine.spans(), [keep(8), insert("mine")]);
    assert_eq!(earlier.spans(), [insert("earlier "), keep(4)]);
}

#[test]
fn what_both_take_out_goes_once() {
    // "abcdef": one takes out bcd, the other cde.
    let mine = edit(&[keep(1), delete(3), keep(2)]);
    let earlier = edit(&[keep(2), delete(3), keep(1)]);
    let (mine, earlier) = mine.transformed(&earlier).unwrap();
    assert_eq!(mine.spans(), [keep(1), delete(1), keep(1)]);
    assert_eq!(earlier.spans(), [keep(1), delete(1), keep(1)]);
    assert_eq!(mine.apply("abf").unwrap(), "af");
}

#[test]
fn the_difference_of_two_texts_is_one_stretch() {
    let between = |before, after| TextEdit::between(before, after).0;
    assert_eq!(between("cañón", "cañón"), [keep(5)]);
    assert_eq!(between("", "ñ"), [insert("ñ")]);
    assert_eq!(between("ñ", ""), [delete(1)]);
    assert_eq!(
        between("the bus is late", "the 🚌 is late"),
        [keep(4), insert("🚌"), delete(3), keep(8)]
    );
    // Where a letter is doubled, the beginning is taken to be the same as far as it goes.
    assert_eq!(between("aa", "aaa"), [keep(2), insert("a")]);
}

#[test]
fn an_edit_of_another_text_is_told_by_its_length() {
    let four = edit(&[keep(4)]);
    let misfit = Misfit {
        expected: 4,
        found: 3,
    };
    assert_eq!(four.apply("ñññ"), Err(misfit));
    assert_eq!(four.inverted("abc"), Err(misfit));
    assert!(four.then(&edit(&[keep(3)])).is_err());
    assert!(four.transformed(&edit(&[keep(3)])).is_err());
}

#[test]
fn a_caret_stays_with_the_character_that_follows_it() {
    // "abcdef" becomes "XabYf": X in front, Y for cde.
    let edit = edit(&[insert("X"), keep(2), insert("Y"), delete(3), keep(1)]);
    let places: Vec<u32> = (0..=6).map(|place| edit.caret(place)).collect();
    assert_eq!(places, [1, 2, 4, 4, 4, 4, 5]);
}

#[test]
fn an_edit_is_kept_as_a_list_and_read_in_its_one_form() {
    let read: TextEdit = serde_json::from_str(
        r#"[{"keep":1},{"delete":2},{"keep":0},{"delete":1},{"insert":"x"},{"insert":""}]"#,
    )
    .unwrap();
    assert_eq!(read.spans(), [keep(1), insert("x"), delete(3)]);
    assert_eq!(
        serde_json::to_string(&read).unwrap(),
        r#"[{"keep":1},{"insert":"x"},{"delete":3}]"#
    );
    let long = r#"[{"keep":4294967295},{"keep":4294967295}]"#;
    assert!(serde_json::from_str::<TextEdit>(long).is_err());
}

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        proptest::sample::select(vec!['a', 'b', 'ñ', '🚌', '\n']),
        0..12,
    )
    .prop_map(|chars| chars.into_iter().collect())
}

/// An edit of a text of so many characters.
fn edit_of(length: u32) -> impl Strategy<Value = TextEdit> {
    proptest::collection::vec((0..3_u8, 1..5_u32, text()), 0..8).prop_map(move |wishes| {
        let (mut edit, mut left) = (TextEdit::default(), length);
        for (what, count, text) in wishes {
            let count = count.min(left);
            match what {
                0 => edit.keep(count),
                1 => edit.delete(count),
                _ => edit.insert(&text),
            }
            left -= if what < 2 { count } else { 0 };
        }
        edit.keep(left);
        edit
    })
}

fn length(text: &str) -> u32 {
    short(text.chars().count())
}

proptest! {
    #[test]
    fn whoever_was_first_the_text_is_the_same(
        (text, mine, theirs) in text().prop_flat_map(|text| {
            let edit = || edit_of(length(&text));
            (Just(text.clone()), edit(), edit())
        })
    ) {
        let (mine_after, theirs_after) = mine.transformed(&theirs).unwrap();
        let one = mine_after.apply(&theirs.apply(&text).unwrap()).unwrap();
        let other = theirs_after.apply(&mine.apply(&text).unwrap()).unwrap();
        prop_assert_eq!(&one, &other);
        // And as edits, not only on this text.
        prop_assert_eq!(theirs.then(&mine_after).unwrap().apply(&text).unwrap(), one);
    }

    #[test]
    fn one_after_the_other_is_both_at_once_and_all_can_be_taken_back(
        (text, first, second) in text().prop_flat_map(|text| {
            let edit = edit_of(length(&text));
            (Just(text), edit)
        }).prop_flat_map(|(text, first)| {
            let after = first.apply(&text).unwrap();
            (Just(text), Just(first), edit_of(length(&after)))
        })
    ) {
        let between = first.apply(&text).unwrap();
        let after = second.apply(&between).unwrap();
        let both = first.then(&second).unwrap();
        prop_assert_eq!(both.apply(&text).unwrap(), after.clone());
        prop_assert_eq!(u64::from(length(&after)), both.length_after());
        prop_assert_eq!(both.inverted(&text).unwrap().apply(&after).unwrap(), text.clone());
        prop_assert_eq!(TextEdit::between(&text, &after).apply(&text).unwrap(), after);
    }

    #[test]
    fn reading_what_was_written_gives_the_same_edit(edit in (0..20_u32).prop_flat_map(edit_of)) {
        let json = serde_json::to_string(&edit).unwrap();
        prop_assert_eq!(&serde_json::from_str::<TextEdit>(&json).unwrap(), &edit);
        let bytes = postcard::to_stdvec(&edit).unwrap();
        prop_assert_eq!(postcard::from_bytes::<TextEdit>(&bytes).unwrap(), edit);
    }
}
