//! Roles（版块角色）: what is body and what is chrome, with the reason.

use super::{Document, Role, layout::Structure};

/// Gives each block of `document` its role.
pub(super) fn assign(document: &mut Document, _structure: &Structure<'_>) {
    for block in &mut document.blocks {
        block.role = Role::Body;
        block.reason = "text";
    }
}
