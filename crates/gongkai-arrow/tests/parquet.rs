//! What was written is what is read, with types and labels.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use arrow_array::{
    Array as _,
    cast::AsArray as _,
    types::{Date32Type, Decimal128Type, Int64Type},
};
use arrow_schema::DataType;
use gongkai::{
    Reader,
    report::Catalogue,
    write::{
        json::Page,
        table::{Extract, Layout, Origin, Table},
    },
};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

const REPORT: &str = "青禾市2022年政府信息公开工作年度报告\n一、本年新收政府信息公开申请数量\t7\t0\t0\t0\t0\t2\t9\n\
                      二、上年结转政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n（一）予以公开\t3\t/\t0\t0\t0\t1\t4\n";

/// The file of a table in which the report stands `times` times.
fn written(layout: Layout, times: usize) -> Vec<u8> {
    let reading = Reader::new().read(REPORT.as_bytes()).unwrap();
    let page = Page::new(&reading, "a.html");
    let table = Table::new(layout, &Catalogue::default()).unwrap();
    let mut parquet = gongkai_arrow::Parquet::new(Vec::new(), layout.name(), table.columns()).unwrap();
    for _ in 0..times {
        let origin = Origin { id: "a.html", status: "ok", warc_record_offset: Some(7), ..Origin::default() };
        table.rows(&origin, Some(&Extract::from(&page)), |row| parquet.row(row).unwrap());
    }
    parquet.finish().unwrap()
}

#[test]
fn types_labels_and_values_come_back() {
    let file = ParquetRecordBatchReaderBuilder::try_new(bytes(Layout::Reports, 1)).unwrap();
    let schema = file.schema().clone();
    let field = schema.field_with_name("request_received").unwrap();
    assert_eq!(field.data_type(), &DataType::Decimal128(18, 4));
    assert_eq!(field.metadata()["key"], "request.received");
    assert!(field.metadata()["label_zh"].contains("新收政府信息公开申请"), "{:?}", field.metadata());
    assert_eq!(schema.field_with_name("published").unwrap().data_type(), &DataType::Date32);
    let told = file.metadata().file_metadata().key_value_metadata().unwrap();
    assert!(told.iter().any(|told| told.key == "gongkai.table" && told.value.as_deref() == Some("reports")));
    let batch = file.build().unwrap().next().unwrap().unwrap();
    let column = |name: &str| batch.column_by_name(name).unwrap();
    let number = |name: &str| column(name).as_primitive::<Decimal128Type>();
    assert_eq!(number("request_received").value(0), 9_0000);
    assert_eq!(number("reply_granted__nat").value(0), 3_0000);
    assert!(number("reply_granted__ent").is_null(0), "/ is no number");
    assert_eq!(column("year").as_primitive::<Int64Type>().value(0), 2022);
    assert_eq!(column("report_id").as_string::<i32>().value(0), "a.html");
    assert!(column("published").as_primitive::<Date32Type>().is_null(0));
}

#[test]
fn many_rows_are_many_batches_and_none_is_lost_or_told_twice() {
    let times = 8_000;
    let file = ParquetRecordBatchReaderBuilder::try_new(bytes(Layout::Reports, times)).unwrap();
    assert_eq!(file.metadata().file_metadata().num_rows(), times as i64);
    let mut rows = 0;
    for batch in file.build().unwrap() {
        let batch = batch.unwrap();
        let received = batch.column_by_name("request_received").unwrap().as_primitive::<Decimal128Type>();
        assert!(received.iter().all(|number| number == Some(9_0000)));
        rows += batch.num_rows();
    }
    assert_eq!(rows, times);
}

#[test]
fn the_same_rows_are_the_same_bytes_and_no_rows_a_file() {
    for layout in Layout::ALL {
        assert!(written(layout, 3) == written(layout, 3));
        let none = ParquetRecordBatchReaderBuilder::try_new(bytes(layout, 0)).unwrap();
        assert_eq!(none.metadata().file_metadata().num_rows(), 0);
    }
}

fn bytes(layout: Layout, times: usize) -> bytes::Bytes {
    written(layout, times).into()
}
