//! A user's form is read or refused with a message that says where; pages can be read by what was read.

use std::sync::LazyLock;

use gongkai::report::Catalogue;

const PAGE: &str = "<h1>林水县2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>全年主动公开政府信息12条。</p>\
                    <table border=1><tr><th>项目<th>件数<tr><td>规章<td>3<tr><td>规范性文件<td>5</table>";

static BUILT_IN: LazyLock<Catalogue> = LazyLock::new(Catalogue::default);

pub(crate) fn law(bytes: &[u8]) {
    let Ok(pack) = std::str::from_utf8(bytes) else { return };
    match BUILT_IN.extended("pack.toml", pack) {
        Err(error) => {
            assert!(error.is_data(), "{error}");
            assert!(error.to_string().contains("pack.toml"), "does not say where: {error}");
        }
        Ok(catalogue) => {
            for form in catalogue.forms().expect("what was extended is in order") {
                assert_eq!(catalogue.form(&form.id).map(|same| &same.id), Some(&form.id));
            }
            crate::reader().catalogue(catalogue).read(PAGE.as_bytes()).expect("the page is in order");
        }
    }
}
