//! The inside of lists, objects and variants, as serde asks for it.

use std::{borrow::Cow, mem::replace, slice, vec};

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::{
    Mismatch,
    tree::{Object, Tree},
};

pub(super) struct Items<'de>(vec::IntoIter<Tree<'de>>);

impl<'de> Items<'de> {
    pub(super) fn new(list: Vec<Tree<'de>>) -> Self {
        Self(list.into_iter())
    }
}

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
pub(super) struct Ordered<'de> {
    object: Object<'de>,
    fields: slice::Iter<'static, &'static str>,
    /// Where the next field stands if the object has the order of the type, as what Rust wrote does.
    next: usize,
}

impl<'de> Ordered<'de> {
    pub(super) fn new(object: Object<'de>, fields: &'static [&'static str]) -> Self {
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
        replace(value, Tree::Null)
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

pub(super) struct Fields<'de> {
    rest: vec::IntoIter<(Cow<'de, str>, Tree<'de>)>,
    value: Tree<'de>,
}

impl<'de> Fields<'de> {
    pub(super) fn new(object: Object<'de>) -> Self {
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
        seed.deserialize(replace(&mut self.value, Tree::Null))
    }
}

/// A variant: its name alone, or an object of its name and what it holds.
pub(super) struct Chosen<'de> {
    name: Cow<'de, str>,
    content: Tree<'de>,
}

impl<'de> Chosen<'de> {
    pub(super) fn new(tree: Tree<'de>) -> Result<Self, Mismatch> {
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
            // Fields that a variant does not know are passed over, also where it knows none.
            Tree::Null | Tree::Object(_) => Ok(()),
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
