//! Typed views（分项视图）: the figures of a report as fields, for Rust users.
//!
//! ```
//! use gongkai::Reader;
//! let page = "青禾市2022年政府信息公开工作年度报告\n一、本年新收政府信息公开申请数量\t7\t0\t0\t0\t0\t2\t9\n\
//!             二、上年结转政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n（一）予以公开\t3\t0\t0\t0\t0\t1\t4\n";
//! let reading = Reader::new().read(page.as_bytes())?;
//! let report = reading.report.expect("it is a report");
//! let received = report.requests().received;
//! assert_eq!(received.natural_person.and_then(|figure| figure.entry.number()), Some(7.into()));
//! assert_eq!(received.total.and_then(|figure| figure.entry.number()), Some(9.into()));
//! # Ok::<(), gongkai::Error>(())
//! ```

use super::{AnnualReport, Figure};

/// The statement to trust, where there is one.
pub type Stated<'r> = Option<&'r Figure>;

/// One row of the table of applications（申请人情况）.
#[derive(Clone, Copy, PartialEq, Default, Debug)]
pub struct ByApplicant<T> {
    /// 自然人
    pub natural_person: T,
    /// 商业企业
    pub enterprise: T,
    /// 科研机构
    pub research: T,
    /// 社会公益组织
    pub social: T,
    /// 法律服务机构
    pub legal_service: T,
    /// 其他
    pub other: T,
    /// 总计
    pub total: T,
}

/// What a field of a view is made of: one key or several.
trait Field<'r>: Sized {
    fn of(report: &'r AnnualReport, key: &str) -> Self;
    /// What follows the key of the field in the keys that it reads.
    const TAILS: &'static [&'static str];
}

impl<'r> Field<'r> for Stated<'r> {
    fn of(report: &'r AnnualReport, key: &str) -> Self {
        report.figure(key)
    }
    const TAILS: &'static [&'static str] = &[""];
}

impl<'r> Field<'r> for ByApplicant<Stated<'r>> {
    fn of(report: &'r AnnualReport, key: &str) -> Self {
        let of = |applicant: &str| report.figure(&format!("{key}{applicant}"));
        Self {
            natural_person: of("@natural_person"),
            enterprise: of("@enterprise"),
            research: of("@research"),
            social: of("@social"),
            legal_service: of("@legal_service"),
            other: of("@other"),
            total: of(""),
        }
    }
    const TAILS: &'static [&'static str] =
        &["", "@natural_person", "@enterprise", "@research", "@social", "@legal_service", "@other"];
}

macro_rules! kind {
    (Stated, $lifetime:lifetime) => { Stated<$lifetime> };
    (ByApplicant, $lifetime:lifetime) => { ByApplicant<Stated<$lifetime>> };
}

macro_rules! views {
    ($($(#[$doc:meta])* $name:ident, $method:ident {
        $($(#[$field_doc:meta])* $field:ident: $kind:ident = $key:literal,)*
    })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, PartialEq, Debug)]
            pub struct $name<'r> {
                $($(#[$field_doc])* pub $field: kind!($kind, 'r),)*
            }
        )*

        impl AnnualReport {
            $(
                $(#[$doc])*
                #[must_use]
                pub fn $method(&self) -> $name<'_> {
                    $name { $($field: Field::of(self, $key),)* }
                }
            )*
        }

        /// Every key that a view reads.
        #[must_use]
        pub fn viewed_keys() -> Vec<String> {
            let mut keys = Vec::new();
            let mut add = |key: &str, tails: &[&str]| keys.extend(tails.iter().map(|tail| format!("{key}{tail}")));
            $($(add($key, <kind!($kind, 'static) as Field<'static>>::TAILS);)*)*
            keys
        }
    };
}

views! {
    /// What was published on the organ's own motion（主动公开）.
    Disclosure, disclosure {
        /// 规章 · 本年制发件数
        rules_issued: Stated = "rules.issued",
        /// 规章 · 本年废止件数
        rules_repealed: Stated = "rules.repealed",
        /// 规章 · 现行有效件数
        rules_in_force: Stated = "rules.in_force",
        /// 行政规范性文件 · 本年制发件数
        normative_issued: Stated = "normative.issued",
        /// 行政规范性文件 · 本年废止件数
        normative_repealed: Stated = "normative.repealed",
        /// 行政规范性文件 · 现行有效件数
        normative_in_force: Stated = "normative.in_force",
        /// 行政许可 · 本年处理决定数量
        licence_decisions: Stated = "licence.decisions",
        /// 行政处罚 · 本年处理决定数量
        penalty_decisions: Stated = "penalty.decisions",
        /// 行政强制 · 本年处理决定数量
        coercion_decisions: Stated = "coercion.decisions",
        /// 行政事业性收费 · 本年收费金额
        charge_amount: Stated = "charge.amount",
        /// 规章 · 本年新制作数量
        rules_made: Stated = "rules.made",
        /// 规章 · 本年新公开数量
        rules_newly_disclosed: Stated = "rules.newly_disclosed",
        /// 规章 · 对外公开总数量
        rules_disclosed_total: Stated = "rules.disclosed_total",
        /// 规范性文件 · 本年新制作数量
        normative_made: Stated = "normative.made",
        /// 规范性文件 · 本年新公开数量
        normative_newly_disclosed: Stated = "normative.newly_disclosed",
        /// 规范性文件 · 对外公开总数量
        normative_disclosed_total: Stated = "normative.disclosed_total",
        /// 行政许可 · 上一年项目数量
        licence_items_last_year: Stated = "licence.items_last_year",
        /// 行政许可 · 本年增/减
        licence_items_change: Stated = "licence.items_change",
        /// 其他对外管理服务事项 · 上一年项目数量
        other_service_items_last_year: Stated = "other_service.items_last_year",
        /// 其他对外管理服务事项 · 本年增/减
        other_service_items_change: Stated = "other_service.items_change",
        /// 其他对外管理服务事项 · 处理决定数量
        other_service_decisions: Stated = "other_service.decisions",
        /// 行政处罚 · 上一年项目数量
        penalty_items_last_year: Stated = "penalty.items_last_year",
        /// 行政处罚 · 本年增/减
        penalty_items_change: Stated = "penalty.items_change",
        /// 行政强制 · 上一年项目数量
        coercion_items_last_year: Stated = "coercion.items_last_year",
        /// 行政强制 · 本年增/减
        coercion_items_change: Stated = "coercion.items_change",
        /// 行政事业性收费 · 上一年项目数量
        charge_items_last_year: Stated = "charge.items_last_year",
        /// 行政事业性收费 · 本年增/减
        charge_items_change: Stated = "charge.items_change",
        /// 政府集中采购 · 采购项目数量
        procurement_projects: Stated = "procurement.projects",
        /// 政府集中采购 · 采购总金额
        procurement_amount: Stated = "procurement.amount",
        /// 主动公开政府信息数
        total: Stated = "active.total",
        /// 主动公开规范性文件数
        normative_disclosed: Stated = "normative.disclosed",
        /// 通过不同渠道和方式公开政府信息的情况
        channels: Stated = "active.channels",
        /// 政府公报公开政府信息数
        channels_gazette: Stated = "active.channels.gazette",
        /// 政府网站公开政府信息数
        channels_website: Stated = "active.channels.website",
        /// 政务微博公开政府信息数
        channels_weibo: Stated = "active.channels.weibo",
        /// 政务微信公开政府信息数
        channels_wechat: Stated = "active.channels.wechat",
        /// 其他方式公开政府信息数
        channels_other: Stated = "active.channels.other",
        /// 全文电子化的主动公开信息数
        fulltext: Stated = "active.fulltext",
        /// 提供服务类信息数
        service_items: Stated = "service.items",
    }
    /// Applications（依申请公开：收到和办理）.
    Requests, requests {
        /// 本年新收政府信息公开申请数量
        received: ByApplicant = "request.received",
        /// 上年结转政府信息公开申请数量
        carried_in: ByApplicant = "request.carried_in",
        /// 结转下年度继续办理
        carried_out: ByApplicant = "request.carried_out",
        /// 当面申请数
        medium_in_person: Stated = "request.medium.in_person",
        /// 传真申请数
        medium_fax: Stated = "request.medium.fax",
        /// 网络申请数
        medium_online: Stated = "request.medium.online",
        /// 信函申请数
        medium_letter: Stated = "request.medium.letter",
        /// 申请办结数
        closed: Stated = "request.closed",
        /// 按时办结数
        closed_on_time: Stated = "request.closed.on_time",
        /// 延期办结数
        closed_extended: Stated = "request.closed.extended",
        /// 依申请公开信息目录数
        catalogue: Stated = "request.catalogue",
        /// 电子邮件申请数
        medium_email: Stated = "request.medium.email",
        /// 其他形式申请数
        medium_other_medium: Stated = "request.medium.other_medium",
    }
    /// How applications were answered（答复）.
    Replies, replies {
        /// 予以公开
        granted: ByApplicant = "reply.granted",
        /// 部分公开
        partial: ByApplicant = "reply.partial",
        /// 不予公开
        denied: ByApplicant = "reply.denied",
        /// 属于国家秘密
        denied_state_secret: ByApplicant = "reply.denied.state_secret",
        /// 其他法律行政法规禁止公开
        denied_law_forbids: ByApplicant = "reply.denied.law_forbids",
        /// 危及“三安全一稳定
        denied_security: ByApplicant = "reply.denied.security",
        /// 保护第三方合法权益
        denied_third_party: ByApplicant = "reply.denied.third_party",
        /// 属于三类内部事务信息
        denied_internal: ByApplicant = "reply.denied.internal",
        /// 属于四类过程性信息
        denied_process: ByApplicant = "reply.denied.process",
        /// 属于行政执法案卷
        denied_case_file: ByApplicant = "reply.denied.case_file",
        /// 属于行政查询事项
        denied_inquiry: ByApplicant = "reply.denied.inquiry",
        /// 无法提供
        unable: ByApplicant = "reply.unable",
        /// 本机关不掌握相关政府信息
        unable_not_held: ByApplicant = "reply.unable.not_held",
        /// 没有现成信息需要另行制作
        unable_needs_making: ByApplicant = "reply.unable.needs_making",
        /// 补正后申请内容仍不明确
        unable_unclear: ByApplicant = "reply.unable.unclear",
        /// 不予处理
        refused: ByApplicant = "reply.refused",
        /// 信访举报投诉类申请
        refused_petition: ByApplicant = "reply.refused.petition",
        /// 重复申请
        refused_repeat: ByApplicant = "reply.refused.repeat",
        /// 要求提供公开出版物
        refused_publication: ByApplicant = "reply.refused.publication",
        /// 无正当理由大量反复申请
        refused_excessive: ByApplicant = "reply.refused.excessive",
        /// 要求行政机关确认或重新出具已获取信息
        refused_confirm: ByApplicant = "reply.refused.confirm",
        /// 其他处理
        otherwise: ByApplicant = "reply.otherwise",
        /// 申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
        otherwise_no_correction: ByApplicant = "reply.otherwise.no_correction",
        /// 申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
        otherwise_no_payment: ByApplicant = "reply.otherwise.no_payment",
        /// 其他
        otherwise_other: ByApplicant = "reply.otherwise.other",
        /// 总计
        total: ByApplicant = "reply.total",
        /// 属于已主动公开范围数
        already_public: Stated = "reply.already_public",
        /// 涉及商业秘密
        denied_business_secret: Stated = "reply.denied.business_secret",
        /// 涉及个人隐私
        denied_privacy: Stated = "reply.denied.privacy",
        /// 不是《条例》所指政府信息
        denied_not_gov_info: Stated = "reply.denied.not_gov_info",
        /// 法律法规规定的其他情形
        denied_other_law: Stated = "reply.denied.other_law",
        /// 不属于本行政机关公开数
        not_this_organ: Stated = "reply.not_this_organ",
        /// 申请信息不存在数
        not_exist: Stated = "reply.not_exist",
        /// 告知作出更改补充数
        amend: Stated = "reply.amend",
        /// 告知通过其他途径办理数
        other_route: Stated = "reply.other_route",
        /// 信息不存在”数
        denied_not_exist: Stated = "reply.denied.not_exist",
        /// 非本部门掌握”数
        denied_not_held: Stated = "reply.denied.not_held",
        /// 申请内容不明确”数
        denied_unclear: Stated = "reply.denied.unclear",
        /// 免予公开范围1”数
        denied_exempt1_state_secret: Stated = "reply.denied.exempt1_state_secret",
        /// 免予公开范围2”数
        denied_exempt2_business_secret: Stated = "reply.denied.exempt2_business_secret",
        /// 免予公开范围3”数
        denied_exempt3_privacy: Stated = "reply.denied.exempt3_privacy",
        /// 免予公开范围4”数
        denied_exempt4_in_process: Stated = "reply.denied.exempt4_in_process",
        /// 免予公开范围5”数
        denied_exempt5_enforcement: Stated = "reply.denied.exempt5_enforcement",
        /// 免予公开范围6”数
        denied_exempt6_law: Stated = "reply.denied.exempt6_law",
        /// 其它原因
        denied_other: Stated = "reply.denied.other",
    }
    /// Administrative review（行政复议）.
    Review, review {
        /// 行政复议 · 结果维持
        upheld: Stated = "review.upheld",
        /// 行政复议 · 结果纠正
        corrected: Stated = "review.corrected",
        /// 行政复议 · 其他结果
        other: Stated = "review.other",
        /// 行政复议 · 尚未审结
        pending: Stated = "review.pending",
        /// 行政复议 · 总计
        total: Stated = "review.total",
    }
    /// Litigation（行政诉讼）.
    Litigation, litigation {
        /// 未经复议直接起诉 · 结果维持
        direct_upheld: Stated = "litigation.direct.upheld",
        /// 未经复议直接起诉 · 结果纠正
        direct_corrected: Stated = "litigation.direct.corrected",
        /// 未经复议直接起诉 · 其他结果
        direct_other: Stated = "litigation.direct.other",
        /// 未经复议直接起诉 · 尚未审结
        direct_pending: Stated = "litigation.direct.pending",
        /// 未经复议直接起诉 · 总计
        direct_total: Stated = "litigation.direct.total",
        /// 复议后起诉 · 结果维持
        after_review_upheld: Stated = "litigation.after_review.upheld",
        /// 复议后起诉 · 结果纠正
        after_review_corrected: Stated = "litigation.after_review.corrected",
        /// 复议后起诉 · 其他结果
        after_review_other: Stated = "litigation.after_review.other",
        /// 复议后起诉 · 尚未审结
        after_review_pending: Stated = "litigation.after_review.pending",
        /// 复议后起诉 · 总计
        after_review_total: Stated = "litigation.after_review.total",
        /// 行政诉讼数量
        total: Stated = "litigation.total",
        /// 维持具体行政行为或者驳回原告诉讼请求数
        upheld: Stated = "litigation.upheld",
        /// 被依法纠错数
        corrected: Stated = "litigation.corrected",
        /// 其他情形数
        other: Stated = "litigation.other",
    }
    /// Complaints and appeals（举报投诉、行政申诉）.
    Complaints, complaints {
        /// 举报投诉数量
        total: Stated = "complaint.total",
        /// 行政申诉数
        appeal_total: Stated = "appeal.total",
        /// 对本部门首次处理不满意的行政申诉数
        appeal_first: Stated = "appeal.first",
    }
    /// Fees（收费）.
    Fees, fees {
        /// 依申请公开信息收取的费用
        requests: Stated = "fee.requests",
        /// 收取费用总数
        total: Stated = "fee.total",
        /// 主动公开收费总数
        active: Stated = "fee.active",
    }
    /// Offices, staff, money, training（机构建设、经费、培训）.
    Capacity, capacity {
        /// 政府信息公开工作专门机构数
        units: Stated = "capacity.units",
        /// 设置政府信息公开查阅点数
        reading_points: Stated = "capacity.reading_points",
        /// 从事政府信息公开工作人员数
        staff: Stated = "capacity.staff",
        /// 专职人员数
        staff_full_time: Stated = "capacity.staff.full_time",
        /// 兼职人员数
        staff_part_time: Stated = "capacity.staff.part_time",
        /// 政府信息公开专项经费
        budget: Stated = "capacity.budget",
        /// 召开政府信息公开工作会议或专题会议数
        training_meetings: Stated = "training.meetings",
        /// 举办各类培训班数
        training_classes: Stated = "training.classes",
        /// 接受培训人员数
        training_people: Stated = "training.people",
        /// 处理政府信息公开的实际支出
        budget_spent: Stated = "capacity.budget.spent",
        /// 与诉讼有关的总费用
        budget_litigation: Stated = "capacity.budget.litigation",
    }
    /// Explaining policy, answering the public（回应解读、咨询）.
    Engagement, engagement {
        /// 回应公众关注热点或重大舆情数
        hotspots: Stated = "response.hotspots",
        /// 参加或举办新闻发布会总次数
        press_conferences: Stated = "response.press_conferences",
        /// 主要负责同志参加新闻发布会次数
        press_conferences_by_leader: Stated = "response.press_conferences.by_leader",
        /// 政府网站在线访谈次数
        interviews: Stated = "response.interviews",
        /// 主要负责同志参加政府网站在线访谈次数
        interviews_by_leader: Stated = "response.interviews.by_leader",
        /// 政策解读稿件发布数
        articles: Stated = "response.articles",
        /// 微博微信回应事件数
        social: Stated = "response.social",
        /// 其他方式回应事件数
        other: Stated = "response.other",
        /// 网站专栏页面访问量
        consult_page_views: Stated = "consult.page_views",
        /// 现场接待人数
        consult_visits: Stated = "consult.visits",
        /// 网上咨询数
        consult_online: Stated = "consult.online",
        /// 咨询电话接听数
        consult_phone: Stated = "consult.phone",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::report::Catalogue;

    #[test]
    fn views_and_forms_cover_each_other() {
        let catalogue = Catalogue::default();
        let printed: BTreeSet<String> =
            catalogue.forms().unwrap().iter().flat_map(|form| form.keys()).map(|key| key.to_string()).collect();
        let viewed: BTreeSet<String> = viewed_keys().into_iter().collect();
        assert_eq!(viewed.difference(&printed).collect::<Vec<_>>(), [""; 0], "no form prints these");
        assert_eq!(printed.difference(&viewed).collect::<Vec<_>>(), [""; 0], "no view shows these");
    }
}
