//! Reading JSON with little code.
//!
//! `serde_json` reads a struct from an object or from an array, and repeats its parser inside every type; for some hundred
//! types that is a third of what a browser has to load. Here the text is parsed once into a tree, by one piece of code, and
//! types are read from the tree: structs from objects only, as our API writes them, and field by field in the order of the
//! type, so that no type needs code that sorts fields as they come.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize,
    de::{
        self, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess,
        Unexpected, VariantAccess, Visitor,
    },
};

/// Reads a value from JSON.
///
/// # Errors
/// What does not fit, in English: for the log and for `detail`, not for readers.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, Mismatch> {
    T::deserialize(parse(text)?)
}

/// Reads `{…fields}` as the variant `name`. Fields that the variant does not know are passed over.
///
/// # Errors
/// As [`from_str`]; see [`Mismatch::is_unknown_variant`].
pub fn variant_from_str<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, Mismatch> {
    let variant = (Cow::Borrowed(name), parse(text)?);
    T::deserialize(Tree::Object(vec![variant]))
}

fn parse(text: &str) -> Result<Tree<'_>, Mismatch> {
    serde_json::from_str(text).map_err(de::Error::custom)
}

/// Why a text is not what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    text: String,
    unknown_variant: Option<String>,
}

impl Mismatch {
    /// Whether it is that an enum has no variant of this name.
    #[must_use]
    pub fn is_unknown_variant(&self, name: &str) -> bool {
        self.unknown_variant.as_deref() == Some(name)
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for Mismatch {}

impl de::Error for Mismatch {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self {
            text: message.to_string(),
            unknown_variant: None,
        }
    }

    fn unknown_variant(variant: &str, _: &'static [&'static str]) -> Self {
        Self {
            text: format!("unknown variant `{variant}`"),
            unknown_variant: Some(variant.to_owned()),
        }
    }
}

/// A JSON text, parsed.
#[derive(Debug)]
enum Tree<'de> {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(Cow<'de, str>),
    List(Vec<Tree<'de>>),
    Object(Vec<(Cow<'de, str>, Tree<'de>)>),
    /// No text at all: the field of a struct that its object does not have.
    Absent(&'static str),
}

impl<'de> Deserialize<'de> for Tree<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Planter)
    }
}

/// A key, borrowed where it has no escapes.
struct Key<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Tree::deserialize(deserializer)? {
            Tree::Text(text) => Ok(Self(text)),
            other => Err(de::Error::invalid_type(other.unexpected(), &"a key")),
        }
    }
}

struct Planter;

impl<'de> Visitor<'de> for Planter {
    type Value = Tree<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Tree<'de>, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree<'de>, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree<'de>, E> {
        Ok(Tree::Unsigned(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree<'de>, E> {
        Ok(Tree::Signed(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree<'de>, E> {
        Ok(Tree::Float(value))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Tree<'de>, E> {
        Ok(Tree::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree<'de>, E> {
        Ok(Tree::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Tree<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = seq.next_element()? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree<'de>, A::Error> {
        let mut object = Vec::new();
        while let Some((Key(key), value)) = map.next_entry()? {
            object.push((key, value));
        }
        Ok(Tree::Object(object))
    }
}

impl Tree<'_> {
    fn unexpected(&self) -> Unexpected<'_> {
        match self {
            Self::Null => Unexpected::Unit,
            Self::Bool(value) => Unexpected::Bool(*value),
            Self::Unsigned(value) => Unexpected::Unsigned(*value),
            Self::Signed(value) => Unexpected::Signed(*value),
            Self::Float(value) => Unexpected::Float(*value),
            Self::Text(text) => Unexpected::Str(text),
            Self::List(_) => Unexpected::Seq,
            Self::Object(_) => Unexpected::Map,
            Self::Absent(_) => Unexpected::Option,
        }
    }

    #[cold]
    fn not(&self, expected: &str) -> Mismatch {
        if let Self::Absent(field) = self {
            return de::Error::missing_field(field);
        }
        de::Error::invalid_type(self.unexpected(), &expected)
    }
}

macro_rules! numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            match self {
                Tree::Unsigned(value) => visitor.visit_u64(value),
                Tree::Signed(value) => visitor.visit_i64(value),
                Tree::Float(value) => visitor.visit_f64(value),
                // The key of a map is a text, also where the type says number.
                Tree::Text(text) => match text.parse() {
                    Ok(value) => visitor.visit_i64(value),
                    Err(_) => Err(Tree::Text(text).not("a number")),
                },
                other => Err(other.not("a number")),
            }
        }
    )*};
}

macro_rules! texts {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            match self {
                Tree::Text(text) => visitor.visit_str(&text),
                other => Err(other.not("a text")),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Tree<'de> {
    type Error = Mismatch;

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_f32 deserialize_f64
    }

    texts! { deserialize_str deserialize_identifier deserialize_char }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self {
            Tree::Text(text) => visitor.visit_string(text.into_owned()),
            other => Err(other.not("a text")),
        }
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self {
            Tree::Null => visitor.visit_unit(),
            Tree::Bool(value) => visitor.visit_bool(value),
            Tree::Unsigned(value) => visitor.visit_u64(value),
            Tree::Signed(value) => visitor.visit_i64(value),
            Tree::Float(value) => visitor.visit_f64(value),
            Tree::Text(text) => visitor.visit_str(&text),
            Tree::List(list) => visitor.visit_seq(Items(list.into_iter())),
            Tree::Object(object) => visitor.visit_map(Fields::new(object)),
            Tree::Absent(_) => Err(self.not("a value")),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self {
            Tree::Bool(value) => visitor.visit_bool(value),
            other => Err(other.not("true or false")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self {
            Tree::Null | Tree::Absent(_) => visitor.visit_none(),
            some => visitor.visit_some(some),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self {
            Tree::Null => visitor.visit_unit(),
            other => Err(other.not("null")),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self {
            Tree::List(list) => visitor.visit_seq(Items(list.into_iter())),
            other => Err(other.not("a list")),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self {
            Tree::Object(object) => visitor.visit_map(Fields::new(object)),
            other => Err(other.not("an object")),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        match self {
            Tree::Object(object) => visitor.visit_seq(Ordered::new(object, fields)),
            other => Err(other.not("an object")),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        visitor.visit_enum(Chosen::new(self)?)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_unit()
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Mismatch> {
        Err(self.not("bytes, which JSON has not"))
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Mismatch> {
        Err(self.not("bytes, which JSON has not"))
    }
}

struct Items<'de>(std::vec::IntoIter<Tree<'de>>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Mismatch;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Mismatch> {
        self.0.next().map(|item| seed.deserialize(item)).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

/// The fields of a struct in the order of its type, whatever their order in the object.
struct Ordered<'de> {
    object: Vec<(Cow<'de, str>, Tree<'de>)>,
    fields: std::slice::Iter<'static, &'static str>,
    /// Where the next field stands if the object has the order of the type, as what Rust wrote does.
    next: usize,
}

impl<'de> Ordered<'de> {
    fn new(object: Vec<(Cow<'de, str>, Tree<'de>)>, fields: &'static [&'static str]) -> Self {
        Self {
            object,
            fields: fields.iter(),
            next: 0,
        }
    }

    /// Takes the value of a field out of the object; of equal names the first one from where the last field stood.
    fn take(&mut self, field: &'static str) -> Tree<'de> {
        let named = |(name, _): &(Cow<'de, str>, Tree<'de>)| name == field;
        let ahead = self.object.iter().skip(self.next).position(named);
        let position = ahead
            .map(|ahead| self.next + ahead)
            .or_else(|| self.object.iter().position(named));
        let Some((position, (_, value))) =
            position.and_then(|position| Some((position, self.object.get_mut(position)?)))
        else {
            return Tree::Absent(field);
        };
        self.next = position + 1;
        std::mem::replace(value, Tree::Null)
    }
}

impl<'de> SeqAccess<'de> for Ordered<'de> {
    type Error = Mismatch;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Mismatch> {
        let Some(field) = self.fields.next() else {
            return Ok(None);
        };
        let value = self.take(field);
        seed.deserialize(value).map(Some)
    }
}

struct Fields<'de> {
    rest: std::vec::IntoIter<(Cow<'de, str>, Tree<'de>)>,
    value: Tree<'de>,
}

impl<'de> Fields<'de> {
    fn new(object: Vec<(Cow<'de, str>, Tree<'de>)>) -> Self {
        Self {
            rest: object.into_iter(),
            value: Tree::Null,
        }
    }
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = Mismatch;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Mismatch> {
        let Some((key, value)) = self.rest.next() else {
            return Ok(None);
        };
        self.value = value;
        seed.deserialize(Tree::Text(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mismatch> {
        seed.deserialize(std::mem::replace(&mut self.value, Tree::Null))
    }
}

/// A variant: its name alone, or an object of its name and what it holds.
struct Chosen<'de> {
    name: Cow<'de, str>,
    content: Tree<'de>,
}

impl<'de> Chosen<'de> {
    fn new(tree: Tree<'de>) -> Result<Self, Mismatch> {
        match tree {
            Tree::Text(name) => Ok(Self {
                name,
                content: Tree::Null,
            }),
            Tree::Object(mut object) if object.len() == 1 => match object.pop() {
                Some((name, content)) => Ok(Self { name, content }),
                None => Err(Tree::Null.not("a variant")),
            },
            other => Err(other.not("a variant")),
        }
    }
}

impl<'de> EnumAccess<'de> for Chosen<'de> {
    type Error = Mismatch;
    type Variant = Tree<'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Tree<'de>), Mismatch> {
        Ok((seed.deserialize(Tree::Text(self.name))?, self.content))
    }
}

impl<'de> VariantAccess<'de> for Tree<'de> {
    type Error = Mismatch;

    fn unit_variant(self) -> Result<(), Mismatch> {
        match self {
            Tree::Null => Ok(()),
            other => Err(other.not("nothing more")),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Mismatch> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.deserialize_struct("", fields, visitor)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;

    use super::*;
    use crate::{
        api::{ApiError, ErrorCode, NewJourney},
        id::JourneyId,
        journey::Template,
        locale::Lang,
    };

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Shape {
        Point,
        Circle(f64),
        Line(i32, u8),
        Box { width: u64, title: Option<String> },
    }

    fn round_trip<T: Serialize + DeserializeOwned + PartialEq + fmt::Debug>(value: &T) {
        let text = serde_json::to_string(value).unwrap();
        assert_eq!(&from_str::<T>(&text).unwrap(), value, "{text}");
    }

    #[test]
    fn whatever_serde_json_writes_is_read_back() {
        round_trip(&vec![
            Shape::Point,
            Shape::Circle(-0.5),
            Shape::Circle(3.0),
            Shape::Line(-7, 255),
            Shape::Box {
                width: u64::MAX,
                title: None,
            },
            Shape::Box {
                width: 0,
                title: Some("a \"quoted\"\nñ \u{1f309}".to_owned()),
            },
        ]);
        round_trip(&BTreeMap::from([(3_u32, true), (40, false)]));
        round_trip(&(Some(1.5_f64), (), 'x', i64::MIN));
        round_trip(&NewJourney {
            id: JourneyId::new(uuid::Uuid::from_u128(7)),
            title: "Departures".to_owned(),
            template: Template::Airport,
            lang: Some(Lang::Es),
        });
        round_trip(&Err::<u8, _>(
            ApiError::new(ErrorCode::Invalid).with("field", "from"),
        ));
    }

    #[test]
    fn fields_that_are_not_known_are_passed_over_and_missing_options_are_none() {
        let read: Shape = from_str(r#"{"box": {"later": [1, {"x": null}], "width": 2}}"#).unwrap();
        assert_eq!(
            read,
            Shape::Box {
                width: 2,
                title: None
            }
        );
    }

    #[test]
    fn fields_may_stand_in_any_order() {
        let read: Shape = from_str(r#"{"box": {"title": "x", "other": 1, "width": 2}}"#).unwrap();
        let title = Some("x".to_owned());
        assert_eq!(read, Shape::Box { width: 2, title });
    }

    #[test]
    fn what_does_not_fit_is_an_error_that_says_what_was_expected() {
        for (text, says) in [
            (r#"{"box": {}}"#, "missing field `width`"),
            (r#"{"box": {"width": -1}}"#, "-1"),
            (r#"{"circle": "x"}"#, "a number"),
            (r#"{"point": 1}"#, "nothing more"),
            (r#""triangle""#, "unknown variant"),
            (r#"["point"]"#, "a variant"),
            (r#"{"box": [2, "x"]}"#, "an object"),
            ("{", "EOF"),
        ] {
            let error = from_str::<Shape>(text).unwrap_err().to_string();
            assert!(error.contains(says), "{text}: {error}");
        }
    }
}
