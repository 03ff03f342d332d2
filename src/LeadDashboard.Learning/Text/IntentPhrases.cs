namespace LeadDashboard.Learning.Text;

/// <summary>What people say who are about to buy (above 0), and who are not. Written for this product.</summary>
internal static class IntentPhrases
{
    public static IEnumerable<Phrase> All() =>
        [
            .. SharedPhrases.All(),
            .. Say(
                0.9,
                "ready to buy|ready to sign|want to buy|wants to buy|want to order|wants to order|place an "
                    + "order|placed an order|purchase order|send the contract|send us the contract|sign the "
                    + "contract|signed the contract|sign up|send an invoice|send the invoice|go ahead|let's "
                    + "start|ready to start|deposit|down payment|budget approved|approved the budget|when can you "
                    + "deliver|when can we start|how do we pay|payment terms"
            ),
            .. Say(
                0.6,
                "quote|quotation|proposal|pricing|price list|how "
                    + "much|discount|demo|trial|pilot|contract|budget|invoice|payment|delivery time|lead "
                    + "time|buy|buying|order|purchase|implementation|decision maker|procurement|next step|next "
                    + "steps|compare offers|shortlist|shortlisted|reference customer|start date|site "
                    + "visit|urgent|urgently|asap|upgrade|renew|renewal|subscribe"
            ),
            .. Say(
                0.3,
                "interested|price|cost|brochure|send more information|more information|meeting|call me|call me back|"
                    + "call back|schedule|appointment|features|specification|specifications|availability|evaluate|"
                    + "evaluating|considering|looking for|need|needs|requirements"
            ),
            .. Say(
                -0.9,
                "not interested|no interest|unsubscribe|stop calling|do not call|don't call|remove me|wrong "
                    + "number|went with a competitor|chose a competitor|bought elsewhere|signed with another|already "
                    + "bought|never contact"
            ),
            .. Say(
                -0.6,
                "no budget|budget cut|budget frozen|no need|cancel|cancelled|canceled|too expensive|not a "
                    + "priority|hiring freeze|project stopped|out of business|happy with our current|just "
                    + "browsing|only looking|student project|no longer needed"
            ),
            .. Say(
                -0.3,
                "next year|maybe later|later this year|some day|not now|not yet|in a few months|no decision|on "
                    + "hold|postponed|think about it|busy"
            ),
            .. Say(
                0.9,
                "下单|签约|签合同|签订合同|发合同|付款方式|打款|付定金|定金|订金|预算已批|预算批了|立即购买|马上购买|想买|要买|决定购买|什么时候能交货|什么时候发货|开发票|采购订单|可以开始了"
            ),
            .. Say(
                0.6,
                "报价|报价单|多少钱|价格表|优惠|折扣|演示|试用|试点|合同|采购|购买|订购|预算|交期|交货|付款|发票|方案|样品|续约|续费|升级|急需|尽快|招标|投标|下一步|实施|负责人|决策人|"
                    + "对比方案"
            ),
            .. Say(
                0.3,
                "价格|费用|了解一下|感兴趣|有兴趣|资料|介绍|联系我|回电|预约|约时间|见面|会议|需求|需要|考虑|考虑购买|功能|参数|规格|考察"
            ),
            .. Say(
                -0.9,
                "没兴趣|不感兴趣|别打了|不要再打|不要打电话|拉黑|打错了|退订|选了别家|选择了别家|已经买了|买了别家|签了别家"
            ),
            .. Say(
                -0.6,
                "没预算|没有预算|无预算|预算砍了|预算冻结|不需要|没需求|没有需求|暂无需求|取消|太贵|项目停了|只是看看|随便看看|不考虑|用不上"
            ),
            .. Say(-0.3, "明年再说|以后再说|再说吧|再看看|暂时不|暂不|过段时间|考虑考虑|没定|搁置|推迟|没空|没时间"),
            .. Say(0, "order number|in order to|in order|of course|cost nothing"),
        ];

    private static IEnumerable<Phrase> Say(double weight, string words) =>
        SharedPhrases.Parse(PhraseRole.Meaning, weight, words);
}
